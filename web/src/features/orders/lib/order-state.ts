/** What may be done with an order as it stands; the server decides again. */
import { div, isZero, mul, percentOf, sub, sum } from '@/lib/money';
import type { OrderLine, OrderView } from '../api';

export type OrderAction =
  'edit' | 'submit' | 'confirm' | 'deliver' | 'invoice' | 'close' | 'cancel' | 'copy';

const BY_STATUS: Readonly<Record<string, readonly OrderAction[]>> = {
  draft: ['submit', 'edit', 'cancel', 'copy'],
  submitted: ['confirm', 'edit', 'cancel', 'copy'],
  confirmed: ['deliver', 'invoice', 'close', 'cancel', 'copy'],
  completed: ['copy'],
  closed: ['invoice', 'copy'],
  cancelled: ['copy'],
};

/** Not yet sent, in the line's unit; never below zero. */
export function remaining(line: OrderLine): string {
  if (line.closed) return '0';
  const rest = sub(line.qty, sub(line.dispatched, line.returned));
  return rest.startsWith('-') ? '0' : rest;
}

/** Signed, not returned and not invoiced. */
export const billable = (line: OrderLine): string =>
  sub(sub(line.signed, line.returned), line.invoiced);

/** Something has not left yet. */
export const hasRemaining = (order: OrderView): boolean =>
  order.lines.some((l) => !isZero(remaining(l)));

export function actionsOf(order: OrderView): readonly OrderAction[] {
  const dispatched = order.lines.some((l) => !isZero(l.dispatched));
  return (BY_STATUS[order.status] ?? []).filter((action) => {
    switch (action) {
      case 'deliver':
      case 'close':
        return hasRemaining(order);
      case 'invoice':
        return order.lines.some((l) => !isZero(billable(l)));
      case 'cancel':
        return !dispatched;
      default:
        return true;
    }
  });
}

/** Shares by value, so that lines in different units can be summed; for bars only. */
export function progressOf(order: OrderView): { delivered: number; invoiced: number } {
  const whole = sum(order.lines.map((l) => l.total));
  const share = (pick: (line: OrderLine) => string) =>
    percentOf(
      sum(order.lines.map((l) => (isZero(l.qty) ? '0' : div(mul(l.total, pick(l)), l.qty, 4)))),
      whole,
    );
  return { delivered: share((l) => l.signed), invoiced: share((l) => l.invoiced) };
}
