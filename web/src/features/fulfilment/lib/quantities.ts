/** What may leave, be signed for, or come back. Decimal text throughout. */
import { compare, isDecimal, isNegative, isZero, sub, trimZeros } from '@/lib/money';
import type { DeliveryLine, OrderToDeliver } from '../api';

export type Quantities = Readonly<Record<string, string>>;

const notBelowZero = (value: string): string => (isNegative(value) ? '0' : trimZeros(value));

export function remainingOf(line: OrderToDeliver['lines'][number]): string {
  return line.closed ? '0' : notBelowZero(sub(line.qty, sub(line.dispatched, line.returned)));
}

export const returnableOf = (line: DeliveryLine): string =>
  notBelowZero(sub(line.signed, line.returned));

/** Everything that is left, as a first proposal. */
export function proposal<L extends { id: string }>(
  lines: readonly L[],
  left: (line: L) => string,
): Quantities {
  return Object.fromEntries(lines.map((l) => [l.id, isZero(left(l)) ? '' : left(l)]));
}

/** Lines with a quantity, as they go to the server. */
export function chosen<L extends { id: string }>(
  lines: readonly L[],
  quantities: Quantities,
): { id: string; qty: string }[] {
  return lines.flatMap((l) => {
    const qty = quantities[l.id] ?? '';
    return qty !== '' && isDecimal(qty) && !isZero(qty) ? [{ id: l.id, qty }] : [];
  });
}

export interface SignLine {
  signed: string;
  rejected: string;
  reason: string;
}

export type SignOff = Readonly<Record<string, SignLine>>;

/** All of it arrived and was taken: what happens most days. */
export const allSigned = (lines: readonly DeliveryLine[]): SignOff =>
  Object.fromEntries(
    lines.map((l) => [l.id, { signed: trimZeros(l.qty), rejected: '0', reason: '' }]),
  );

/** One of the two quantities was typed: the other follows, together they are what was sent. */
export function withSigned(line: DeliveryLine, current: SignLine, signed: string): SignLine {
  if (!isDecimal(signed)) return { ...current, signed };
  return { ...current, signed, rejected: notBelowZero(sub(line.qty, signed)) };
}

export function withRejected(line: DeliveryLine, current: SignLine, rejected: string): SignLine {
  if (!isDecimal(rejected)) return { ...current, rejected };
  return { ...current, rejected, signed: notBelowZero(sub(line.qty, rejected)) };
}

export type SignProblem = 'quantity' | 'over' | 'reason' | null;

export function signProblem(line: DeliveryLine, entry: SignLine): SignProblem {
  const { signed, rejected, reason } = entry;
  if (!isDecimal(signed) || !isDecimal(rejected)) return 'quantity';
  if (compare(sub(line.qty, signed), rejected) < 0) return 'over';
  if (!isZero(rejected) && reason.trim() === '') return 'reason';
  return null;
}
