/** What a receipt shall pay: item → amount, beside what is known of those items. */
import { compare, isDecimal, isNegative, isZero, sub, sum } from '@/lib/money';
import type { DeskDetail, OpenItem } from '../api';

export type Picks = Readonly<Record<string, string>>;

export interface KnownItem {
  id: string;
  no: string;
  customer_id: string;
  customer: string;
  due: string;
  open: string;
}

/** The proposal as the first choice. */
export function picksOf(detail: DeskDetail): Picks {
  return Object.fromEntries(
    detail.lines.flatMap((l) => (l.item_id ? [[l.item_id, l.amount] as const] : [])),
  );
}

/** Every item that can be named on the screen. */
export function knownItems(detail: DeskDetail, items: readonly OpenItem[]): Map<string, KnownItem> {
  const out = new Map<string, KnownItem>();
  for (const i of items) {
    out.set(i.id, {
      id: i.id,
      no: i.document_no,
      customer_id: i.customer_id,
      customer: i.customer_name,
      due: i.due_on,
      open: i.open,
    });
  }
  for (const a of detail.alternatives) {
    out.set(a.item_id, {
      id: a.item_id,
      no: a.document_no,
      customer_id: a.customer_id,
      customer: a.customer_name,
      due: a.due_on,
      open: a.open,
    });
  }
  for (const l of detail.lines) {
    if (!l.item_id) continue;
    out.set(l.item_id, {
      id: l.item_id,
      no: l.document_no,
      customer_id: l.customer_id ?? '',
      customer: l.customer_name,
      due: l.due_on ?? '',
      open: l.item_open,
    });
  }
  return out;
}

const amounts = (picks: Picks) => Object.values(picks).filter(isDecimal);

/** What the receipt has left after the picks; negative when they are too much. */
export const difference = (open: string, picks: Picks): string => sub(open, sum(amounts(picks)));

/** Picks or drops an item; a new pick takes what is left, at most what is open of the item. */
export function toggle(open: string, picks: Picks, item: Pick<KnownItem, 'id' | 'open'>): Picks {
  if (item.id in picks) {
    return Object.fromEntries(Object.entries(picks).filter(([id]) => id !== item.id));
  }
  const left = difference(open, picks);
  if (isZero(left) || isNegative(left)) return { ...picks, [item.id]: '0.00' };
  return { ...picks, [item.id]: compare(left, item.open) > 0 ? item.open : left };
}

/** Instead of everything chosen: this one item. */
export const instead = (open: string, item: Pick<KnownItem, 'id' | 'open'>): Picks =>
  toggle(open, {}, item);

export type Wrong = 'notAnAmount' | 'tooMuch' | 'overReceipt' | 'twoCustomers' | null;

/** Why the picks can't be applied as they are. */
export function wrongPicks(
  detail: DeskDetail,
  picks: Picks,
  known: ReadonlyMap<string, KnownItem>,
): Wrong {
  const customers = new Set<string>();
  if (detail.receipt.customer_id) customers.add(detail.receipt.customer_id);
  for (const [id, amount] of Object.entries(picks)) {
    if (!isDecimal(amount) || isNegative(amount) || isZero(amount)) return 'notAnAmount';
    const item = known.get(id);
    if (item && compare(amount, item.open) > 0) return 'tooMuch';
    if (item) customers.add(item.customer_id);
  }
  if (isNegative(difference(detail.receipt.open, picks))) return 'overReceipt';
  return customers.size > 1 ? 'twoCustomers' : null;
}
