import { add } from '@/lib/money';
import type { MonthBalance } from '../api';

/** Several currencies of a month end as one figure in company currency, oldest first. */
export function byMonth(months: readonly MonthBalance[]): { on: string; base: string }[] {
  const sums = new Map<string, string>();
  for (const m of months) sums.set(m.on, add(sums.get(m.on) ?? '0.00', m.base));
  return [...sums].map(([on, base]) => ({ on, base })).sort((a, b) => (a.on < b.on ? -1 : 1));
}
