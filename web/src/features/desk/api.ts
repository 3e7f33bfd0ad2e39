import { http, type ListPage } from '@/lib/http';
import { createKeys } from '@/lib/query-keys';

export const DESK_STATES = ['exact', 'proposed', 'undecided', 'new', 'skipped'] as const;
export type DeskState = (typeof DESK_STATES)[number];

export interface DeskReceipt {
  id: string;
  number: string;
  status: 'unclaimed' | 'claimed';
  customer_id: string | null;
  customer_name: string;
  payer: string;
  text: string;
  received_on: string;
  bank_account_name: string;
  currency: string;
  amount: string;
  open: string;
  state: DeskState;
  score: number;
  proposed: string;
  items: number;
  note: string;
  version: number;
}

export interface DeskLine {
  item_id: string | null;
  document_no: string;
  customer_id: string | null;
  customer_name: string;
  due_on: string | null;
  item_open: string;
  amount: string;
  score: number;
  rule: string;
  exact: boolean;
  reasons: string[];
}

export interface DeskAlternative {
  item_id: string;
  document_no: string;
  customer_id: string;
  customer_name: string;
  due_on: string;
  open: string;
}

export interface DeskDetail {
  receipt: DeskReceipt;
  lines: DeskLine[];
  alternatives: DeskAlternative[];
  fresh: boolean;
}

export interface OpenItem {
  id: string;
  customer_id: string;
  customer_name: string;
  document_no: string;
  due_on: string;
  overdue_days: number;
  currency: string;
  open: string;
}

export interface Settled {
  receipt_id: string;
  batch_id: string;
  amount: string;
  learned: boolean;
}

export interface Accepted {
  applied: Settled[];
  outdated: string[];
  more: boolean;
}

export interface Job {
  id: string;
}

export interface PayerAlias {
  id: string;
  payer: string;
  customer_id: string;
  customer_name: string;
  receipt_id: string;
  receipt_no: string;
  created_by: string;
  created_at: string;
}

export interface AutomaticAllocation {
  id: string;
  batch_id: string;
  customer_name: string;
  debit: { document_no: string };
  credit: { document_no: string; document_id: string | null };
  currency: string;
  amount: string;
  allocated_on: string;
  reason: string;
  undone_on: string | null;
}

export const deskKeys = createKeys('receipt-desk');
export const aliasKeys = createKeys('payer-aliases');

/** What a decision of the desk changes. */
export const REFRESHED = [
  deskKeys.all,
  aliasKeys.all,
  ['receipts'],
  ['open-items'],
  ['allocations'],
  ['customers'],
  ['invoices'],
];

export const readDesk = (filter: { state?: string; search?: string }, signal: AbortSignal) =>
  http.get<ListPage<DeskReceipt>>('/receipt-desk', { ...filter, limit: 200 }, signal);

export const readDetail = (id: string, signal: AbortSignal) =>
  http.get<DeskDetail>(`/receipt-desk/${id}`, undefined, signal);

export const readItems = (
  filter: { customer_id?: string; currency: string },
  signal: AbortSignal,
) =>
  http.get<ListPage<OpenItem>>(
    '/open-items',
    { ...filter, side: 'debit', billed: 'true', limit: 200 },
    signal,
  );

export const readAliases = (signal: AbortSignal) =>
  http.get<ListPage<PayerAlias>>('/payer-aliases', { limit: 200 }, signal);

export const readAutomatic = (signal: AbortSignal) =>
  http.get<ListPage<AutomaticAllocation>>('/allocations', { how: 'automatic', limit: 200 }, signal);

export const startRun = (key: string) => http.post<Job>('/receipt-desk/runs', undefined, { key });

export const acceptExact = (key: string) =>
  http.post<Accepted>('/receipt-desk/accept-exact', { receipt_ids: [] }, { key });

export const propose = (id: string, key: string) =>
  http.post<DeskDetail>(`/receipt-desk/${id}/propose`, undefined, { key });

export interface SettleInput {
  id: string;
  lines: { item_id: string; amount: string }[];
}

export const settle = ({ id, lines }: SettleInput, key: string) =>
  http.post<Settled>(`/receipt-desk/${id}/settle`, { lines }, { key });

export const mark = (
  { id, skipped, note }: { id: string; skipped: boolean; note: string },
  key: string,
) => http.post(`/receipt-desk/${id}/mark`, { skipped, note }, { key });

export const undo = (batch: string, key: string) =>
  http.post(`/allocations/${batch}/undo`, undefined, { key });

export const forget = (id: string, key: string) => http.delete(`/payer-aliases/${id}`, { key });
