import { http, type ListPage } from '@/lib/http';
import { createKeys } from '@/lib/query-keys';

export interface EntryRow {
  id: string;
  number: string;
  period: string;
  posted_on: string;
  document_on: string;
  event: string;
  document_type: string;
  document_id: string | null;
  document_no: string;
  memo: string;
  reverses_id: string | null;
  reversed_by: string | null;
  total: string;
  created_at: string;
}

export interface EntryLine {
  line_no: number;
  account: string;
  account_name: string;
  customer_id: string | null;
  customer_name: string | null;
  currency: string;
  debit: string;
  credit: string;
  base_debit: string;
  base_credit: string;
}

export interface EntryDetail {
  entry: EntryRow;
  lines: EntryLine[];
}

export interface TrialRow {
  account: string;
  name: string;
  name_en: string;
  side: 'debit' | 'credit';
  opening: string;
  debit: string;
  credit: string;
  closing: string;
}

export interface BothSides {
  debit: string;
  credit: string;
}

export interface TrialBalance {
  from: string;
  to: string;
  currency: string;
  rows: TrialRow[];
  opening: BothSides;
  movement: BothSides;
  closing: BothSides;
  balanced: boolean;
}

export interface Period {
  period: string;
  status: 'open' | 'closed';
  closed_at: string | null;
  digest: string;
}

export interface TieRow {
  customer_id: string;
  customer_code: string;
  customer_name: string;
  currency: string;
  control: string;
  items: string;
  control_base: string;
  items_base: string;
  ties: boolean;
}

export interface TieOut {
  on: string;
  differences: number;
  rows: TieRow[];
}

export const ledgerKeys = createKeys('ledger');
export const periodKeys = createKeys('periods');

export const readEntry = (id: string, signal?: AbortSignal) =>
  http.get<EntryDetail>(`/ledger/entries/${id}`, undefined, signal);

export const readTrialBalance = (from: string, to: string, signal?: AbortSignal) =>
  http.get<TrialBalance>('/ledger/trial-balance', { from, to }, signal);

export const readTieOut = (on: string, differences: boolean, signal?: AbortSignal) =>
  http.get<TieOut>('/ledger/tie-out', { on, ...(differences ? { differences } : {}) }, signal);

export const readPeriods = async (signal?: AbortSignal) =>
  (await http.get<ListPage<Period>>('/periods', undefined, signal)).items;
