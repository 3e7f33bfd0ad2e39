import { describe, expect, it } from 'vitest';
import { exposureFigures, receivable } from './exposure-figures';

const cny = {
  currency: 'CNY',
  billed: '100.00',
  unbilled: '50.00',
  credit: '-20.00',
  undelivered: '30.00',
  bills: '40.00',
};
const usd = { ...cny, currency: 'USD' };

describe('exposure', () => {
  it('shows own currency by its parts', () => {
    const figures = exposureFigures(
      { exposure: '200.00', credit_limit: null, balances: [cny] },
      'CNY',
    );
    expect(figures).toMatchObject({
      billed: '100.00',
      credit: '20.00',
      bills: '40.00',
      foreign: '0',
    });
    expect(receivable(cny)).toBe('130.00');
  });
  it('shows other currencies as the rest', () => {
    const both = { exposure: '900.00', credit_limit: '500.00', balances: [cny, usd] };
    expect(exposureFigures(both, 'CNY').foreign).toBe('700.00');
    const only = { exposure: '700.00', credit_limit: '500.00', balances: [usd] };
    expect(exposureFigures(only, 'CNY')).toMatchObject({ billed: '0', foreign: '700.00' });
  });
});
