/** The arithmetic of the allocation screen: what is picked on each side and how it is paired. */
import { abs, compare, isDecimal, isNegative, isZero, min, sub, sum } from '@/lib/money';
import type { OpenItem } from '../api';

/** Amount picked by item; an empty text is an item ticked without an amount yet. */
export type Picks = Readonly<Record<string, string>>;

export interface Pair {
  debit_id: string;
  credit_id: string;
  amount: string;
}

const amountOf = (picks: Picks, id: string): string => {
  const text = picks[id] ?? '';
  return isDecimal(text) ? text : '0';
};

export const pickedSum = (items: readonly OpenItem[], picks: Picks): string =>
  sum(items.map((i) => amountOf(picks, i.id)));

/** Only debts already billed may be paid. */
export const payable = (item: OpenItem): boolean => item.billed;

/** Why an amount typed for an item can't be allocated: not an amount above nothing, or above what is open. */
export function wrongPick(item: OpenItem, picks: Picks): 'notAnAmount' | 'tooMuch' | null {
  const text = picks[item.id] ?? '';
  if (text === '') return null;
  if (!isDecimal(text) || isNegative(text)) return 'notAnAmount';
  return compare(text, abs(item.open)) > 0 ? 'tooMuch' : null;
}

/** Ticks an item: as much of it as the other side still needs, all of it when nothing is needed. */
export function toggle(
  item: OpenItem,
  own: readonly OpenItem[],
  other: readonly OpenItem[],
  picks: Picks,
): Picks {
  if (item.id in picks) {
    return Object.fromEntries(Object.entries(picks).filter(([id]) => id !== item.id));
  }
  const need = sub(pickedSum(other, picks), pickedSum(own, picks));
  const open = abs(item.open);
  return { ...picks, [item.id]: compare(need, '0') > 0 ? min(need, open) : open };
}

/** The picked money (all of it when none is picked) on the oldest debts. */
export function oldestFirst(
  debits: readonly OpenItem[],
  credits: readonly OpenItem[],
  picks: Picks,
): Picks {
  const chosen = credits.filter((c) => !isZero(amountOf(picks, c.id)));
  const money: [string, string][] = (chosen.length > 0 ? chosen : credits).map((c) => [
    c.id,
    chosen.length > 0 ? amountOf(picks, c.id) : abs(c.open),
  ]);
  const wanted: Record<string, string> = {};
  let left = sum(money.map(([, amount]) => amount));
  for (const debit of debits.filter(payable)) {
    if (isZero(left)) break;
    const amount = min(left, debit.open);
    wanted[debit.id] = amount;
    left = sub(left, amount);
  }
  let debt = sum(Object.values(wanted));
  for (const [id, amount] of money) {
    if (isZero(debt)) break;
    const used = min(debt, amount);
    wanted[id] = used;
    debt = sub(debt, used);
  }
  return wanted;
}

/** Debits and credits joined in the order shown, as far as both sides reach. */
export function pairs(
  debits: readonly OpenItem[],
  credits: readonly OpenItem[],
  picks: Picks,
): Pair[] {
  const money = credits
    .map((c) => ({ id: c.id, left: amountOf(picks, c.id) }))
    .filter((c) => !isZero(c.left));
  const out: Pair[] = [];
  for (const debit of debits) {
    let open = amountOf(picks, debit.id);
    for (const credit of money) {
      if (isZero(open)) break;
      if (isZero(credit.left)) continue;
      const amount = min(open, credit.left);
      out.push({ debit_id: debit.id, credit_id: credit.id, amount });
      open = sub(open, amount);
      credit.left = sub(credit.left, amount);
    }
  }
  return out;
}
