import { compare, currencyScale, div, isDecimal, isZero, mul, negate, sub, sum } from '@/lib/money';
import type { InvoiceLine, InvoiceView } from '../api';

/** 数电发票 20 digits, or code and number of the older kinds (20 = 12 + 8, 18 = 10 + 8, 8). */
export const looksLikeBureauNumber = (text: string): boolean =>
  /^(\d{20}|\d{18}|\d{8})$/.test(text.trim());

/** Reasons of a red-letter invoice as the bureau numbers them. */
export const RED_REASONS = ['01', '02', '03', '04'] as const;

/** What of a blue line may still be turned red. */
export function creditable(line: InvoiceLine): string {
  const rest = sub(line.qty, line.red_qty);
  return compare(rest, '0') > 0 ? rest : '0';
}

export const canCredit = (invoice: InvoiceView): boolean =>
  invoice.kind === 'blue' &&
  invoice.status === 'issued' &&
  invoice.lines.some((l) => !isZero(creditable(l)));

/** What a credit of these quantities comes to, below zero. */
export function creditTotal(
  invoice: InvoiceView,
  quantities: Readonly<Record<string, string>>,
): string {
  const scale = currencyScale(invoice.currency);
  return negate(
    sum(
      invoice.lines.map((line) => {
        const qty = quantities[line.id] ?? '';
        if (!isDecimal(qty) || isZero(qty) || isZero(line.qty)) return '0';
        return compare(qty, line.qty) === 0
          ? line.total
          : div(mul(line.total, qty), line.qty, scale);
      }),
    ),
  );
}

/** Lines to credit; nothing named means all of it. */
export function creditLines(
  invoice: InvoiceView,
  quantities: Readonly<Record<string, string>>,
): { line_id: string; qty: string }[] {
  return invoice.lines.flatMap((line) => {
    const qty = quantities[line.id] ?? '';
    return isDecimal(qty) && !isZero(qty) ? [{ line_id: line.id, qty }] : [];
  });
}
