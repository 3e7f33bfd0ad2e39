import { describe, expect, it } from 'vitest';
import type { InvoiceLine, InvoiceView } from '../api';
import {
  canCredit,
  creditable,
  creditLines,
  creditTotal,
  looksLikeBureauNumber,
} from './invoice-rules';

const line = (id: string, more: Partial<InvoiceLine> = {}): InvoiceLine =>
  ({ id, qty: '3', red_qty: '0', total: '100.00', ...more }) as InvoiceLine;
const invoice = (lines: InvoiceLine[], more: Partial<InvoiceView> = {}): InvoiceView =>
  ({ kind: 'blue', status: 'issued', currency: 'CNY', lines, ...more }) as InvoiceView;

describe('invoice rules', () => {
  it('knows the shapes of bureau numbers', () => {
    expect(looksLikeBureauNumber('25332000000012345678')).toBe(true);
    expect(looksLikeBureauNumber(' 12345678 ')).toBe(true);
    expect(looksLikeBureauNumber('INV-1')).toBe(false);
  });
  it('credits what is left of a blue invoice', () => {
    expect(creditable(line('a', { red_qty: '1' }))).toBe('2');
    expect(canCredit(invoice([line('a', { red_qty: '3' })]))).toBe(false);
    expect(canCredit(invoice([line('a')]))).toBe(true);
    expect(canCredit(invoice([line('a')], { kind: 'red' }))).toBe(false);
    expect(canCredit(invoice([line('a')], { status: 'draft' }))).toBe(false);
  });
  it('shows what a credit comes to', () => {
    const doc = invoice([line('a'), line('b', { total: '50.00', qty: '1' })]);
    expect(creditTotal(doc, { a: '3', b: '1' })).toBe('-150.00');
    expect(creditTotal(doc, { a: '1' })).toBe('-33.33');
    expect(creditLines(doc, { a: '1', b: '' })).toEqual([{ line_id: 'a', qty: '1' }]);
  });
});
