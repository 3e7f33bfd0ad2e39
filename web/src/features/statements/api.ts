import type { AgingBucket } from '@/components/money/aging-buckets';
import { http, type ListPage } from '@/lib/http';
import { createKeys } from '@/lib/query-keys';

export interface StatementRow {
  id: string;
  number: string;
  customer_id: string;
  customer_code: string;
  customer_name: string;
  currency: string;
  from: string;
  to: string;
  status: string;
  /** How far the customer agrees. */
  agreement: string;
  /** 1 for the first of its period. */
  statement_version: number;
  opening: string;
  debit: string;
  credit: string;
  closing: string;
  /** SHA-256 of its content. */
  digest: string;
  previous_id: string | null;
  void_reason: string;
  created_by: string;
  created_at: string;
  version: number;
}

export interface Party {
  name: string;
  tax_id: string;
  address: string;
  phone: string;
  bank: string;
  account: string;
  contact: string;
}

export interface StatementLine {
  line_no: number;
  document_on: string;
  document_type: string;
  document_id: string | null;
  document_no: string;
  reference: string;
  description: string;
  debit: string;
  credit: string;
  balance: string;
}

export interface StatementDetail {
  statement: StatementRow;
  company: Party;
  customer: Party;
  terms: string;
  lines: StatementLine[];
  buckets: (AgingBucket & { amount: string })[];
  /** Zero or negative. */
  credits: string;
  billed: string;
  unbilled: string;
  unapplied: { document_no: string; document_on: string; open: string }[];
  /** How far the closing balance is from the control account. */
  difference: string;
  /** 大写; `null` for other currencies than CNY. */
  closing_upper: string | null;
}

export interface Made {
  id: string;
  number: string;
  /** False when nothing changed since it was made. */
  made: boolean;
  currency: string;
  closing: string;
  lines: number;
  /** Of them dated before the period. */
  late_lines: number;
  difference: string;
}

export interface NotMade {
  customer_id: string;
  customer_code: string;
  customer_name: string;
  currency: string;
  code: string;
  reason: string;
}

export interface RunReport {
  made: Made[];
  none: NotMade[];
}

export interface MakeInput {
  customer_id: string;
  currency: string;
  from: string;
  to: string;
}

export const statementKeys = createKeys('statements');

export const readStatement = (id: string, signal?: AbortSignal) =>
  http.get<StatementDetail>(`/statements/${id}`, undefined, signal);
/** The statements in force of a period, all pages of them. */
export async function statementsOf(period: { from: string; to: string }, signal: AbortSignal) {
  const rows: StatementRow[] = [];
  let cursor: string | null = null;
  do {
    const page: ListPage<StatementRow> = await http.get<ListPage<StatementRow>>(
      '/statements',
      { ...period, limit: 200, cursor },
      signal,
    );
    rows.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return rows;
}
export const makeStatement = (input: MakeInput, key: string) =>
  http.post<Made>('/statements', input, { key });
export const runStatements = (
  input: { from: string; to: string; customer_ids: string[] },
  key: string,
) => http.post<RunReport>('/statements/run', input, { key });
export const voidStatement = (row: StatementRow, reason: string, key: string) =>
  http.post<StatementDetail>(
    `/statements/${row.id}/void`,
    { reason },
    { key, version: row.version },
  );
export const downloadStatement = (row: StatementRow, kind: 'pdf' | 'xlsx') =>
  http.download(`/statements/${row.id}/${kind}`, undefined, `${row.number}.${kind}`);
