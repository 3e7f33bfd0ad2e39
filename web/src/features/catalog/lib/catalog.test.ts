import { describe, expect, it } from 'vitest';
import { inForce, newestFirst, standing } from './dated';
import { productBody } from './product-body';

const rows = [
  { valid_from: '2026-01-01', price: '10' },
  { valid_from: '2026-12-01', price: '12' },
  { valid_from: '2025-06-01', price: '9' },
];

describe('catalogue', () => {
  it('finds the row in force', () => {
    expect(inForce(rows, '2026-11-24')?.price).toBe('10');
    expect(inForce(rows, '2026-12-01')?.price).toBe('12');
    expect(inForce(rows, '2020-01-01')).toBeUndefined();
    expect(newestFirst(rows).map((r) => r.price)).toEqual(['12', '10', '9']);
    expect(rows.map((r) => standing(r, rows, '2026-11-24'))).toEqual(['now', 'later', 'past']);
  });
  it('sends what was entered', () => {
    expect(
      productBody({ sku: ' A-1 ', name: 'x', unit: '件', tax_rate: '0.13', price: '' }, true),
    ).toEqual({
      sku: 'A-1',
      name: 'x',
      spec: '',
      unit: '件',
      category: '',
      tax_code: '',
      note: '',
      floor_price: null,
      tax_rate: '0.13',
    });
    const changed = productBody({ name: 'x', cost: '3.5', active: false }, false);
    expect(changed).toMatchObject({ cost: '3.5', active: false });
    expect(changed).not.toHaveProperty('sku');
  });
});
