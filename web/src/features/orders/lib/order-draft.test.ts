import { describe, expect, it } from 'vitest';
import { blankRow } from '@/components/form/grid/grid-rows';
import { canVerify, lineAmount, orderBody, orderTotals, splitTax, spread } from './order-draft';

const row = (values: Record<string, string>) => blankRow({ product: 'prd_1', ...values });

describe('order draft', () => {
  it('rounds a line once and takes the discount off', () => {
    expect(lineAmount(row({ qty: '3', price: '33.335' }), 'CNY')).toBe('100.01');
    expect(lineAmount(row({ qty: '3', price: '33.335', discount: '0.05' }), 'CNY')).toBe('95.01');
    expect(lineAmount(row({ qty: '3', price: '33.5' }), 'JPY')).toBe('101');
    expect(lineAmount(row({ qty: '', price: '1' }), 'CNY')).toBe('');
  });
  it('splits tax so that net and tax are the total', () => {
    expect(splitTax('113.00', '0.13', true, 2)).toEqual({
      net: '100.00',
      tax: '13.00',
      total: '113.00',
    });
    expect(splitTax('100.01', '0.13', true, 2)).toEqual({
      net: '88.50',
      tax: '11.51',
      total: '100.01',
    });
    expect(splitTax('100', '0.13', false, 2)).toEqual({
      net: '100.00',
      tax: '13.00',
      total: '113.00',
    });
  });
  it('spreads a discount; the largest part takes the remainder', () => {
    expect(spread('10.00', ['100', '100', '100'], 2)).toEqual(['3.34', '3.33', '3.33']);
    expect(spread('0.01', ['1', '5'], 2)).toEqual(['0.00', '0.01']);
    expect(spread('1', ['0', '0'], 2)).toEqual(['0', '0']);
  });
  it('sums lines, never the total', () => {
    const rows = [
      row({ qty: '1', price: '0.05', tax_rate: '0.13' }),
      row({ qty: '1', price: '0.05', tax_rate: '0.13' }),
      blankRow(),
    ];
    expect(orderTotals(rows, {})).toEqual({ net: '0.08', tax: '0.02', total: '0.10' });
    expect(orderTotals(rows, { discount: '0.02' }).total).toBe('0.08');
    expect(orderTotals([], {})).toEqual({ net: '0.00', tax: '0.00', total: '0.00' });
  });
  it('sends only what was entered', () => {
    const body = orderBody(
      { customer_id: 'cus_1', customer_po: ' PO-1 ', ordered_on: '2026-11-24', currency: 'CNY' },
      [row({ qty: '2', price: '' }), blankRow()],
    );
    expect(body).toEqual({
      customer_id: 'cus_1',
      ordered_on: '2026-11-24',
      currency: 'CNY',
      customer_po: 'PO-1',
      tax_inclusive: true,
      ship_to: '',
      special: '',
      note: '',
      lines: [{ product_id: 'prd_1', qty: '2' }],
    });
  });
  it('asks the server only about complete lines', () => {
    expect(canVerify({ customer_id: 'cus_1' }, [row({ qty: '2' })])).toBe(true);
    expect(canVerify({}, [row({ qty: '2' })])).toBe(false);
    expect(canVerify({ customer_id: 'cus_1' }, [row({ qty: '' })])).toBe(false);
    expect(canVerify({ customer_id: 'cus_1' }, [])).toBe(false);
  });
});
