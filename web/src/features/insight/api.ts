import type { AgingBasis, AgingBucket } from '@/components/money/aging-buckets';
import { http } from '@/lib/http';
import { createKeys } from '@/lib/query-keys';

export type WorkKind =
  | 'confirm_order'
  | 'deliver_order'
  | 'sign_delivery'
  | 'invoice_delivery'
  | 'issue_invoice'
  | 'claim_receipt'
  | 'present_bill'
  | 'confirm_bill'
  | 'allocate_credit'
  | 'collect_overdue'
  | 'resolve_dispute'
  | 'review_limit'
  | 'review_hold'
  | 'answer_objection'
  | 'chase_confirmation'
  | 'fix_job'
  | 'finish_import';

export interface WorkItem {
  kind: WorkKind;
  subject_type: string;
  subject_id: string | null;
  no: string;
  /** Customer, payer, kind of job, or file. */
  who: string;
  amount: string;
  currency: string;
  /** In company currency. */
  base: string;
  since: string;
  score: number;
}

export interface Worklist {
  /** Most pressing first, at most fifty of a kind. */
  items: WorkItem[];
  counts: { kind: WorkKind; count: number }[];
}

export interface AgingSums {
  buckets: string[];
  /** Zero or negative. */
  credits: string;
  balance: string;
}

export interface Kpi {
  id: string;
  formula: string;
  /** A ratio such as `0.9333`, or days such as `36.0`; `null` without a denominator. */
  value: string | null;
  unit: 'ratio' | 'days';
  from: string;
  to: string;
  parts: { name: string; value: string }[];
}

export interface Debtor {
  customer_id: string;
  customer_name: string;
  currency: string;
  base: AgingSums;
}

export interface Dashboard {
  as_of: string;
  base_currency: string;
  /** Empty unless the caller sees the whole company. */
  sales: { period: string; net: string; gross: string }[];
  receivables: { currency: string; balance: string; base: string; base_overdue: string }[];
  buckets: AgingBucket[];
  aging: AgingSums;
  top_debtors: Debtor[];
  kpis: Kpi[];
}

export interface AgingRow {
  customer_id: string;
  customer_code: string;
  customer_name: string;
  currency: string;
  amounts: AgingSums;
  base: AgingSums;
}

export interface AgingReport {
  as_of: string;
  basis: AgingBasis;
  base_currency: string;
  buckets: AgingBucket[];
  /** Largest balance first. */
  rows: AgingRow[];
  more: boolean;
  currencies: { currency: string; amounts: AgingSums }[];
  total: AgingSums;
}

export interface AgingItem {
  id: string;
  kind: string;
  billed: boolean;
  document_type: string;
  document_id: string | null;
  document_no: string;
  document_on: string;
  due_on: string;
  overdue_days: number;
  currency: string;
  amount: string;
  open: string;
  base_open: string;
}

/** A report's parameters under the API's names; empty text is left out. */
export interface AgingQuery {
  as_of: string;
  basis: AgingBasis;
  customer_id: string;
  currency: string;
}

export const worklistKeys = createKeys('worklist');
export const dashboardKeys = createKeys('dashboard');
export const agingKeys = createKeys('aging');

export const readWorklist = (signal?: AbortSignal) =>
  http.get<Worklist>('/worklist', undefined, signal);
export const readDashboard = (signal?: AbortSignal) =>
  http.get<Dashboard>('/reports/dashboard', undefined, signal);
export const readAging = (query: AgingQuery, signal?: AbortSignal) =>
  http.get<AgingReport>('/reports/aging', { ...query }, signal);
export const readAgingItems = (query: AgingQuery & { bucket: string }, signal?: AbortSignal) =>
  http.get<{ items: AgingItem[] }>('/reports/aging/items', { ...query }, signal);
