import { compare, isDecimal, isZero, negate, sub, sum } from '@/lib/money';
import type { InvoiceLine, InvoiceView } from '../api';

/** 数电发票: 20 digits. */
export const looksLikeBureauNumber = (text: string): boolean => /^\d{20}$/.test(text.trim());

/** What the buyer gets. */
export const FORMS = ['special', 'ordinary'] as const;

/**
 * Reasons of a red invoice as the bureau numbers them. 02 (goods returned) starts at the return;
 * 01 and 03 take the whole invoice, 04 is an allowance in money.
 */
export const RED_REASONS = ['01', '03', '04'] as const;
export const ALLOWANCE = '04';

/** Value of a blue line that may still be turned red. */
export function creditable(line: InvoiceLine): string {
  const rest = sub(line.total, line.red_total);
  return compare(rest, '0') > 0 ? rest : '0';
}

export const canCredit = (invoice: InvoiceView): boolean =>
  invoice.kind === 'blue' &&
  invoice.status === 'issued' &&
  invoice.lines.some((l) => !isZero(creditable(l)));

export interface CreditLine {
  line_id: string;
  total: string;
}

/** Lines with an amount; nothing named means all that is left. */
export function creditLines(
  invoice: InvoiceView,
  amounts: Readonly<Record<string, string>>,
): CreditLine[] {
  return invoice.lines.flatMap((line) => {
    const total = amounts[line.id] ?? '';
    return isDecimal(total) && !isZero(total) ? [{ line_id: line.id, total }] : [];
  });
}

/** What the red invoice comes to, below zero. */
export function creditTotal(invoice: InvoiceView, lines: readonly CreditLine[] | 'all'): string {
  return negate(
    lines === 'all' ? sum(invoice.lines.map(creditable)) : sum(lines.map((l) => l.total)),
  );
}
