import { add, isDecimal } from '@/lib/money';
import type { CurrencySums, Totals } from './types';

/**
 * Sums per currency → the one sum row of a list. With one currency its own figures; with several
 * only what exists in company currency (`base_…`) can be added up; of the rest each currency keeps
 * its own sum (`by_currency`).
 */
export function foldTotals(rows: readonly CurrencySums[] | null | undefined): Totals | null {
  if (!rows) return null;
  const [only, ...more] = rows;
  if (!only) return { count: 0 };
  if (more.length === 0) return only;
  const out: Totals = { count: rows.reduce((n, r) => n + r.count, 0), by_currency: rows };
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

/** How many lines the sum row needs: more than one where a column shows a sum per currency. */
export function sumLines(keys: readonly string[], total: Totals | null): number {
  const several = total?.by_currency ?? [];
  return keys.some((key) => total?.[key] === undefined && several[0]?.[key] !== undefined)
    ? several.length
    : 1;
}
