import { describe, expect, it } from 'vitest';
import type { BillableLine } from '../api';
import { dropAll, groupLines, groupTotal, pickAll, pickedTotal, wishes } from './billable';

const line = (id: string, customer: string, more: Partial<BillableLine> = {}): BillableLine =>
  ({
    delivery_line_id: id,
    customer_id: customer,
    customer,
    currency: 'CNY',
    qty: '3',
    drafted: '0',
    total: '100.00',
    ...more,
  }) as BillableLine;

const LINES = [line('a', 'cus_1'), line('b', 'cus_2'), line('c', 'cus_1', { currency: 'USD' })];

describe('billable lines', () => {
  it('groups by buyer and currency', () => {
    expect(groupLines(LINES).map((g) => [g.key, g.lines.length])).toEqual([
      ['cus_1:CNY', 1],
      ['cus_2:CNY', 1],
      ['cus_1:USD', 1],
    ]);
  });
  it('picks and drops without losing what was typed', () => {
    expect(pickAll(LINES, { a: '1' })).toEqual({ a: '1', b: '3', c: '3' });
    expect(dropAll([LINES[0]!], { a: '1', b: '3' })).toEqual({ b: '3' });
  });
  it('leaves to drafts what they have', () => {
    expect(pickAll([line('a', 'cus_1', { drafted: '2' })], {})).toEqual({ a: '1' });
    expect(pickAll([line('a', 'cus_1', { drafted: '3' })], {})).toEqual({});
  });
  it('shows the share of a part', () => {
    expect(pickedTotal(LINES[0]!, '3')).toBe('100.00');
    expect(pickedTotal(LINES[0]!, '1')).toBe('33.33');
    expect(pickedTotal(LINES[0]!, undefined)).toBe('0');
    expect(groupTotal(groupLines(LINES)[0]!, { a: '2' })).toBe('66.67');
  });
  it('makes one invoice per group', () => {
    const made = wishes(groupLines(LINES), { a: '2', b: '0', c: '' });
    expect(made.map((w) => [w.group.key, w.lines])).toEqual([
      ['cus_1:CNY', [{ delivery_line_id: 'a', qty: '2' }]],
    ]);
  });
});
