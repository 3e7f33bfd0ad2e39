/** How a balance, kept as debit minus credit, is shown in the two columns of a trial balance. */
import { abs, isNegative, isZero, sub, sum } from '@/lib/money';
import type { EntryLine, TieRow } from '../api';

export interface Sides {
  debit: string | null;
  credit: string | null;
}

export function sidesOf(balance: string): Sides {
  if (isZero(balance)) return { debit: null, credit: null };
  return isNegative(balance)
    ? { debit: null, credit: abs(balance) }
    : { debit: balance, credit: null };
}

/** A balance on the side where the account does not belong: stock in credit, revenue in debit. */
export function againstNature(side: 'debit' | 'credit', balance: string): boolean {
  if (isZero(balance)) return false;
  return isNegative(balance) === (side === 'debit');
}

/** The entries behind a movement; the list takes one period, so a longer range leaves it out. */
export function entriesOf(account: string, from: string, to: string): Record<string, string> {
  return from === to ? { account, period: from } : { account };
}

export interface TieSums {
  control: string;
  items: string;
  difference: string;
}

/** Control account and open items in company currency over all customers. */
export function tieSums(rows: readonly TieRow[]): TieSums {
  const control = sum(rows.map((r) => r.control_base));
  const items = sum(rows.map((r) => r.items_base));
  return { control, items, difference: sub(control, items) };
}

/** Whether an entry carries another currency than the company's, so both amounts are shown. */
export const isForeign = (lines: readonly EntryLine[], own: string): boolean =>
  lines.some((l) => l.currency !== own);
