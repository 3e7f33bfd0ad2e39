import { http, type ListPage } from '@/lib/http';
import { createKeys } from '@/lib/query-keys';

export const ROW_KINDS = [
  'payment',
  'own_transfer',
  'interest',
  'fee',
  'tax',
  'refund',
  'finance',
  'neutral',
] as const;
export type RowKind = (typeof ROW_KINDS)[number];

export interface BankState {
  id: string;
  code: string;
  name: string;
  bank: string;
  account: string;
  currency: string;
  statements: number;
  rows: number;
  last_on: string | null;
  unfooted: number;
  unclaimed: number;
}

export interface BankStatement {
  id: string;
  number: string;
  format: string;
  file_name: string;
  currency: string;
  from: string;
  to: string;
  opening: string | null;
  closing: string | null;
  sum: string;
  foots: 'yes' | 'no' | 'unstated';
  rows: number;
  new: number;
  link: 'first' | 'continuous' | 'overlap' | 'gap' | 'unknown';
  missing: string | null;
  missing_days: number;
  created_by: string;
  created_at: string;
}

export interface BankRow {
  id: string;
  currency: string;
  booked_on: string;
  time: string;
  amount: string;
  balance: string | null;
  counterparty: string;
  counterparty_account: string;
  text: string;
  bank_ref: string;
  kind: RowKind;
  kind_by: string | null;
  reversal: boolean;
  other_half_on: string | null;
  receipt_id: string | null;
  receipt_no: string | null;
  receipt_status: string | null;
  customer_name: string | null;
  version: number;
}

export type Fate =
  'known' | 'receipt' | 'pool' | 'linked' | 'reversal' | 'reversed' | 'outgoing' | 'kept_out';

export interface SeenRow {
  booked_on: string;
  amount: string;
  counterparty: string;
  counterparty_account: string;
  text: string;
  bank_ref: string;
  kind: RowKind;
  fate: Fate;
  customer_name: string;
  receipt_no: string;
}

export interface SeenStatement {
  account_id: string;
  account_name: string;
  currency: string;
  number: string;
  from: string;
  to: string;
  opening: string | null;
  closing: string | null;
  sum: string;
  foots: 'yes' | 'no' | 'unstated';
  difference: string | null;
  rows: number;
  new: number;
  gap: string | null;
}

export interface BankImport {
  id: string;
  job_id: string;
  state: 'reading' | 'previewed' | 'storing' | 'stored' | 'failed';
  file_name: string;
  size: number;
  refused: string | null;
  summary: {
    format: string;
    statements: SeenStatement[];
    fates: Partial<Record<Fate, number>>;
    rows: SeenRow[];
    total: number;
    problems: { place: string; code: string; message: string }[];
  } | null;
}

export const bankKeys = createKeys('bank');
export const bankImportKeys = createKeys('bank-imports');

/** What a bank file or a decision about its rows changes. */
export const REFRESHED = [
  bankKeys.all,
  ['bank-rows'],
  ['/bank/rows'],
  ['receipts'],
  ['receipt-desk'],
  ['open-items'],
  ['customers'],
];

export const readAccounts = async (signal: AbortSignal) =>
  (await http.get<ListPage<BankState>>('/bank/accounts', undefined, signal)).items;

export const readStatements = async (account: string, signal: AbortSignal) =>
  (
    await http.get<ListPage<BankStatement>>(
      `/bank/accounts/${account}/statements`,
      undefined,
      signal,
    )
  ).items;

export const readImport = (id: string, signal: AbortSignal) =>
  http.get<BankImport>(`/bank/imports/${id}`, undefined, signal);

export function startImport({ file, account }: { file: File; account: string }, key: string) {
  const form = new FormData();
  if (account) form.set('account_id', account);
  form.set('file', file, file.name);
  return http.post<BankImport>('/bank/imports', form, { key });
}

export const storeImport = (id: string, key: string) =>
  http.post<BankImport>(`/bank/imports/${id}/store`, undefined, { key });

export const classify = (row: BankRow, kind: RowKind, key: string) =>
  http.post<BankRow>(`/bank/rows/${row.id}/classify`, { kind }, { key, version: row.version });
