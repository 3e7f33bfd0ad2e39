import { describe, expect, it } from 'vitest';
import type { DeskDetail } from '../api';
import { difference, instead, knownItems, picksOf, toggle, wrongPicks } from './picks';

const line = (item: string | null, amount: string, open = '500.00', customer = 'c1') => ({
  item_id: item,
  document_no: item ?? '',
  customer_id: item ? customer : null,
  customer_name: '',
  due_on: null,
  item_open: open,
  amount,
  score: 900,
  rule: 'named_exact',
  exact: true,
  reasons: [],
});

const detail = (lines: DeskDetail['lines'], customer: string | null = 'c1'): DeskDetail => ({
  receipt: {
    id: 'r',
    number: 'RC-1',
    status: 'claimed',
    customer_id: customer,
    customer_name: '',
    payer: '',
    text: '',
    received_on: '2026-11-20',
    bank_account_name: '',
    currency: 'CNY',
    amount: '600.00',
    open: '600.00',
    state: 'proposed',
    score: 900,
    proposed: '500.00',
    items: 1,
    note: '',
    version: 1,
  },
  lines,
  alternatives: [],
  fresh: true,
});

describe('picks', () => {
  it('start with the proposal and leave the rest', () => {
    const picks = picksOf(detail([line('a', '500.00'), line(null, '100.00')]));
    expect(picks).toEqual({ a: '500.00' });
    expect(difference('600.00', picks)).toBe('100.00');
  });

  it('take what is left, at most what is open', () => {
    const picks = { a: '500.00' };
    expect(toggle('600.00', picks, { id: 'b', open: '300.00' })).toEqual({
      a: '500.00',
      b: '100.00',
    });
    expect(toggle('600.00', picks, { id: 'b', open: '40.00' })).toEqual({
      a: '500.00',
      b: '40.00',
    });
    expect(toggle('600.00', picks, { id: 'a', open: '500.00' })).toEqual({});
    expect(instead('600.00', { id: 'c', open: '700.00' })).toEqual({ c: '600.00' });
  });

  it('tell what is wrong', () => {
    const one = detail([line('a', '500.00')]);
    const known = knownItems(one, []);
    expect(wrongPicks(one, { a: '500.00' }, known)).toBeNull();
    expect(wrongPicks(one, { a: '' }, known)).toBe('notAnAmount');
    expect(wrongPicks(one, { a: '500.01' }, known)).toBe('tooMuch');
    expect(wrongPicks(one, { a: '500.00', b: '200.00' }, known)).toBe('overReceipt');
    const foreign = detail([line('a', '500.00', '500.00', 'c2')]);
    expect(wrongPicks(foreign, { a: '500.00' }, knownItems(foreign, []))).toBe('twoCustomers');
  });
});
