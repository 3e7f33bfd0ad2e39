import { describe, expect, it } from 'vitest';
import type { Bill } from '../bills';
import { asksAccount, bodyOf, partsOf } from './bill-actions';

const bill = { status: 'on_hand', amount: '1000.00' } as Bill;
const presented = { ...bill, status: 'presented' } as Bill;
const endorsed = { ...bill, status: 'endorsed' } as Bill;
const on = '2026-11-24';

describe('actions on bills', () => {
  it('completes parts with the rest', () => {
    expect(partsOf('1000.00', ['300.00', undefined])).toEqual(['300.00', '700.00']);
    expect(partsOf('1000.00', ['300.00', '700.00'])).toEqual(['300.00', '700.00']);
    expect(partsOf('1000.00', ['1200.00'])).toBeNull();
    expect(partsOf('1000.00', [undefined, ''])).toBeNull();
    expect(bodyOf(bill, 'split', { on, parts: ['1000.00'] })).toBeNull();
  });
  it('asks for our account only when our money moves', () => {
    expect(asksAccount(presented, 'honour')).toBe(true);
    expect(asksAccount(endorsed, 'honour')).toBe(false);
    expect(asksAccount(presented, 'dishonour')).toBe(false);
    expect(asksAccount(endorsed, 'dishonour')).toBe(true);
    expect(asksAccount(bill, 'discount')).toBe(true);
  });
  it('sends what the server knows by its own names', () => {
    expect(bodyOf(bill, 'endorse', { on, party: ' 绍兴布业 ' })).toEqual({
      on,
      reason: '',
      endorsee: '绍兴布业',
    });
    const discount = { on, party: '招行', bank_account_id: 'bnk_1' };
    expect(bodyOf(bill, 'discount', discount)).toBeNull();
    expect(bodyOf(bill, 'discount', { ...discount, rate: '0.018', extra_days: '3' })).toEqual({
      on,
      reason: '',
      bank: '招行',
      bank_account_id: 'bnk_1',
      rate: '0.018',
      extra_days: 3,
    });
    expect(bodyOf(endorsed, 'take_back', { reason: ' ' })).toBeNull();
    expect(bodyOf(endorsed, 'take_back', { reason: '拒收' })).toEqual({ reason: '拒收' });
  });
});
