import { describe, expect, it } from 'vitest';
import type { OpenItem } from '../api';
import { oldestFirst, wrongPick, pairs, pickedSum, toggle } from './allocation';

const item = (id: string, open: string, billed = true): OpenItem => ({
  id,
  kind: open.startsWith('-') ? 'receipt' : 'invoice',
  billed,
  document_type: 'invoice',
  document_id: null,
  document_no: id,
  document_on: '2026-11-01',
  due_on: '2026-11-20',
  overdue_days: 0,
  currency: 'CNY',
  amount: open,
  open,
});

const debits = [item('d1', '1000.00'), item('d2', '500.10'), item('d3', '70.00', false)];
const credits = [item('c1', '-1200.00'), item('c2', '-100.00')];

describe('toggle', () => {
  it('takes all of an item when the other side needs nothing', () => {
    expect(toggle(credits[0]!, credits, debits, {})).toEqual({ c1: '1200.00' });
  });
  it('takes what the other side still needs', () => {
    const money = toggle(credits[0]!, credits, debits, {});
    const one = toggle(debits[0]!, debits, credits, money);
    expect(one).toEqual({ c1: '1200.00', d1: '1000.00' });
    expect(toggle(debits[1]!, debits, credits, one)).toEqual({ ...one, d2: '200.00' });
  });
  it('lets go of a picked item', () => {
    expect(toggle(debits[0]!, debits, credits, { d1: '', c1: '5.00' })).toEqual({ c1: '5.00' });
  });
});

describe('oldest first', () => {
  it('uses all money when none is picked, on billed debts only', () => {
    const picks = oldestFirst(debits, credits, {});
    expect(picks).toEqual({ d1: '1000.00', d2: '300.00', c1: '1200.00', c2: '100.00' });
  });
  it('uses the picked money only', () => {
    expect(oldestFirst(debits, credits, { c2: '60.00', d2: '9.00' })).toEqual({
      d1: '60.00',
      c2: '60.00',
    });
  });
  it('never picks more money than there is debt', () => {
    const picks = oldestFirst([item('d', '50.00')], credits, {});
    expect(picks).toEqual({ d: '50.00', c1: '50.00' });
  });
});

describe('pairs', () => {
  it('joins in order and stops where one side ends', () => {
    expect(
      pairs(debits, credits, { d1: '1000.00', d2: '500.10', c1: '1200.00', c2: '100.00' }),
    ).toEqual([
      { debit_id: 'd1', credit_id: 'c1', amount: '1000.00' },
      { debit_id: 'd2', credit_id: 'c1', amount: '200.00' },
      { debit_id: 'd2', credit_id: 'c2', amount: '100.00' },
    ]);
  });
  it('leaves out unfilled amounts', () => {
    expect(pairs(debits, credits, { d1: '', c1: '3.00' })).toEqual([]);
    expect(pickedSum(debits, { d1: '' })).toBe('0');
  });
  it('sees amounts above what is open', () => {
    expect(wrongPick(credits[1]!, { c2: '100.01' })).toBe('tooMuch');
    expect(wrongPick(credits[1]!, { c2: '100.00' })).toBeNull();
  });
  it('sees what is no amount', () => {
    expect(wrongPick(credits[1]!, { c2: '1o0' })).toBe('notAnAmount');
    expect(wrongPick(credits[1]!, { c2: '-1.00' })).toBe('notAnAmount');
    expect(wrongPick(credits[1]!, { c2: '' })).toBeNull();
  });
});
