/** Signed goods waiting for an invoice: grouped as invoices are made, one buyer and one currency each. */
import {
  currencyScale,
  div,
  isDecimal,
  isNegative,
  isZero,
  mul,
  sub,
  sum,
  trimZeros,
} from '@/lib/money';
import type { BillableLine } from '../api';

export interface BillableGroup {
  key: string;
  customer_id: string;
  customer: string;
  currency: string;
  lines: BillableLine[];
}

/** Quantity to invoice per delivery line; absent = not chosen. */
export type Picked = Readonly<Record<string, string>>;

export function groupLines(lines: readonly BillableLine[]): BillableGroup[] {
  const groups = new Map<string, BillableGroup>();
  for (const line of lines) {
    const key = `${line.customer_id}:${line.currency}`;
    const group = groups.get(key) ?? {
      key,
      customer_id: line.customer_id,
      customer: line.customer,
      currency: line.currency,
      lines: [],
    };
    group.lines.push(line);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** What no draft has taken yet. */
export function freeQty(line: BillableLine): string {
  const rest = trimZeros(sub(line.qty, line.drafted));
  return isNegative(rest) ? '0' : rest;
}

export const pickAll = (lines: readonly BillableLine[], picked: Picked): Picked => ({
  ...picked,
  ...Object.fromEntries(
    lines
      .filter((l) => picked[l.delivery_line_id] !== undefined || !isZero(freeQty(l)))
      .map((l) => [l.delivery_line_id, picked[l.delivery_line_id] ?? freeQty(l)]),
  ),
});

export function dropAll(lines: readonly BillableLine[], picked: Picked): Picked {
  const drop = new Set(lines.map((l) => l.delivery_line_id));
  return Object.fromEntries(Object.entries(picked).filter(([id]) => !drop.has(id)));
}

/** Share of a line's value; the server's own figure where all of it is taken. */
export function pickedTotal(line: BillableLine, qty: string | undefined): string {
  if (qty === undefined || !isDecimal(qty) || isZero(line.qty)) return '0';
  if (qty === line.qty) return line.total;
  return div(mul(line.total, qty), line.qty, currencyScale(line.currency));
}

export const groupTotal = (group: BillableGroup, picked: Picked): string =>
  sum(group.lines.map((l) => pickedTotal(l, picked[l.delivery_line_id])));

export interface InvoiceWish {
  group: BillableGroup;
  lines: { delivery_line_id: string; qty: string }[];
}

/** One invoice per group with something chosen. */
export function wishes(groups: readonly BillableGroup[], picked: Picked): InvoiceWish[] {
  return groups.flatMap((group) => {
    const lines = group.lines.flatMap((line) => {
      const qty = picked[line.delivery_line_id];
      return qty && isDecimal(qty) && !isZero(qty)
        ? [{ delivery_line_id: line.delivery_line_id, qty }]
        : [];
    });
    return lines.length > 0 ? [{ group, lines }] : [];
  });
}
