import { describe, expect, it } from 'vitest';
import type { InvoiceLine, InvoiceView } from '../api';
import {
  canCredit,
  creditable,
  creditLines,
  creditTotal,
  looksLikeBureauNumber,
} from './invoice-rules';

const line = (id: string, red_total = '0.00', total = '100.00'): InvoiceLine =>
  ({ id, red_total, total }) as InvoiceLine;
const invoice = (lines: InvoiceLine[], more: Partial<InvoiceView> = {}): InvoiceView =>
  ({ kind: 'blue', status: 'issued', currency: 'CNY', lines, ...more }) as InvoiceView;

describe('invoice rules', () => {
  it('knows the shape of a bureau number', () => {
    expect(looksLikeBureauNumber(' 25332000000012345678 ')).toBe(true);
    expect(looksLikeBureauNumber('12345678')).toBe(false);
    expect(looksLikeBureauNumber('INV-1')).toBe(false);
  });
  it('credits what is left of a blue invoice', () => {
    expect(creditable(line('a', '40.00'))).toBe('60.00');
    expect(creditable(line('a', '100.00'))).toBe('0');
    expect(canCredit(invoice([line('a', '100.00')]))).toBe(false);
    expect(canCredit(invoice([line('a')]))).toBe(true);
    expect(canCredit(invoice([line('a')], { kind: 'red' }))).toBe(false);
    expect(canCredit(invoice([line('a')], { status: 'draft' }))).toBe(false);
  });
  it('shows what a credit comes to', () => {
    const doc = invoice([line('a', '30.00'), line('b', '0.00', '50.00')]);
    expect(creditTotal(doc, 'all')).toBe('-120.00');
    const lines = creditLines(doc, { a: '10.50', b: '' });
    expect(lines).toEqual([{ line_id: 'a', total: '10.50' }]);
    expect(creditTotal(doc, lines)).toBe('-10.50');
  });
});
