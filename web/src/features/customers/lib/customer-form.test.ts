import { describe, expect, it } from 'vitest';
import { byMonth } from './balances';
import { checkTaxId, customerBody } from './customer-form';

describe('customer form', () => {
  it('checks tax ids as far as it can', () => {
    expect(checkTaxId('', 'CN')).toBe('empty');
    expect(checkTaxId('91330100799655058B', 'CN')).toBe('ok');
    expect(checkTaxId('91330100799655058C', 'CN')).toBe('checksum');
    expect(checkTaxId('9133', 'CN')).toBe('length');
    expect(checkTaxId('330100799655058', 'CN')).toBe('ok');
    expect(checkTaxId('DE123', 'DE')).toBe('foreign');
  });
  it('sends trimmed values and drops empty rows', () => {
    const body = customerBody(
      {
        code: ' C-1 ',
        name: ' 明远 ',
        tax_id: ' 91330100799655058b ',
        currency: 'CNY',
        terms_id: 'trm_1',
        credit_limit: '',
        addresses: [
          { kind: 'delivery', recipient: '', phone: '', address: ' 一号路 ', is_default: true },
          { kind: 'delivery', recipient: 'x', phone: '', address: ' ', is_default: false },
        ],
        contacts: [{ name: '', title: '', phone: '', email: '', duty: '' }],
        aliases: ['明远', ' 明远 ', ''],
      },
      true,
    );
    expect(body).toMatchObject({
      code: 'C-1',
      name: '明远',
      tax_id: '91330100799655058B',
      country: 'CN',
      credit_limit: null,
      contacts: [],
      aliases: ['明远'],
    });
    expect(body.addresses).toEqual([
      { kind: 'delivery', recipient: '', phone: '', address: '一号路', is_default: true },
    ]);
    expect(customerBody({ code: 'C-1' }, false)).not.toHaveProperty('code');
  });
  it('adds the currencies of a month end', () => {
    const row = (on: string, base: string) => ({ on, currency: 'CNY', balance: base, base });
    expect(
      byMonth([row('2026-10-31', '5.00'), row('2026-09-30', '1.00'), row('2026-10-31', '2.50')]),
    ).toEqual([
      { on: '2026-09-30', base: '1.00' },
      { on: '2026-10-31', base: '7.50' },
    ]);
  });
});
