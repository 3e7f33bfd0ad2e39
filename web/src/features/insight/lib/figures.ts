import { add, compare, div, isNegative, isZero, sum, type Decimal } from '@/lib/money';
import { endOfMonth } from '@/lib/dates';
import type { AgingReport, AgingRow, AgingSums, Dashboard, Debtor } from '../api';

/** Receivables and what of it is overdue, all currencies in the company's. */
export function receivablesOf(dashboard: Dashboard): { balance: Decimal; overdue: Decimal } {
  return {
    balance: sum(
      dashboard.receivables.map((r) => r.base),
      '0.00',
    ),
    overdue: sum(
      dashboard.receivables.map((r) => r.base_overdue),
      '0.00',
    ),
  };
}

/** `part ÷ (part + rest)`, four decimals; `null` when there is nothing to divide. */
export function shareOf(part: Decimal, whole: Decimal): Decimal | null {
  return isZero(whole) || isNegative(whole) ? null : div(part, whole, 4);
}

/** First and last day of `YYYY-MM`. */
export function monthRange(period: string): { from: string; to: string } {
  const from = `${period}-01`;
  return { from, to: endOfMonth(from) };
}

export interface NamedSums {
  id: string;
  name: string;
  sums: AgingSums;
}

const joined = (a: AgingSums, b: AgingSums): AgingSums => ({
  buckets: a.buckets.map((x, i) => add(x, b.buckets[i] ?? '0')),
  credits: add(a.credits, b.credits),
  balance: add(a.balance, b.balance),
});

/** Customers with the most debt in company currency, their currencies joined, largest first. */
export function largest(rows: readonly (AgingRow | Debtor)[], count: number): NamedSums[] {
  const byId = new Map<string, NamedSums>();
  for (const row of rows) {
    const known = byId.get(row.customer_id);
    byId.set(row.customer_id, {
      id: row.customer_id,
      name: row.customer_name,
      sums: known ? joined(known.sums, row.base) : row.base,
    });
  }
  const debt = (s: NamedSums) => sum(s.sums.buckets);
  return [...byId.values()]
    .sort((a, b) => compare(debt(b), debt(a)))
    .filter((s) => !isZero(debt(s)))
    .slice(0, count);
}

/** Rows with something in the bucket, most of it first; all rows without one. */
export function rowsWith(report: AgingReport, bucket: string): AgingRow[] {
  if (bucket === '') return report.rows;
  const at = (row: AgingRow) =>
    bucket === 'credits' ? row.base.credits : (row.base.buckets[Number(bucket)] ?? '0');
  return report.rows
    .filter((row) => !isZero(at(row)))
    .sort((a, b) => (bucket === 'credits' ? compare(at(a), at(b)) : compare(at(b), at(a))));
}
