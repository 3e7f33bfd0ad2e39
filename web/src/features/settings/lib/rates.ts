/** Dated exchange rates: which one holds, and how far a new one is from the last. */
import { compare, div, sub, abs } from '@/lib/money';
import type { Rate } from '../api';

export interface CurrentRate extends Rate {
  /** Rate before it, for the change. */
  before: string | null;
}

/** The rate in force on a day for each currency, by code. */
export function currentRates(rates: readonly Rate[], on: string): CurrentRate[] {
  const currencies = [...new Set(rates.map((r) => r.currency))].sort();
  return currencies.flatMap((currency) => {
    const [now, before] = rates
      .filter((r) => r.currency === currency && r.valid_on <= on)
      .sort((a, b) => (a.valid_on < b.valid_on ? 1 : -1));
    return now ? [{ ...now, before: before?.rate ?? null }] : [];
  });
}

/** Share by which `rate` is above (or below) `before`; `null` without one. */
export function changeOf(rate: string, before: string | null): string | null {
  if (before === null || compare(before, '0') === 0) return null;
  return div(sub(rate, before), before, 4);
}

/** A slip of the decimal point: more than a fifth away from the last rate. */
export function looksWrong(rate: string, before: string | null): boolean {
  const change = changeOf(rate, before);
  return change !== null && compare(abs(change), '0.2') > 0;
}
