import { add, isDecimal } from '@/lib/money';
import type { Totals } from './types';

type Row = { currency: string; count: number } & Record<string, string | number>;

/**
 * Sums per currency → the one sum row of a list. With one currency its own figures; with several
 * only what exists in company currency (`base_…`) can be added up.
 */
export function foldTotals(rows: readonly Row[] | null | undefined): Totals | null {
  if (!rows) return null;
  const [only, ...more] = rows;
  if (!only) return { count: 0 };
  if (more.length === 0) return only;
  const out: Totals = { count: rows.reduce((n, r) => n + r.count, 0) };
  for (const key of Object.keys(only).filter((k) => k.startsWith('base_'))) {
    const sum = rows.reduce((total, r) => {
      const value = String(r[key]);
      return isDecimal(value) ? add(total, value) : total;
    }, '0');
    out[key] = sum;
    out[key.slice('base_'.length)] = sum;
  }
  return out;
}
