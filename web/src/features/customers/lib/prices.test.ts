import { describe, expect, it } from 'vitest';
import type { AgreedPrice } from '../api';
import { inOrder, standingOf } from './prices';

const price = (valid_from: string, more: Partial<AgreedPrice> = {}): AgreedPrice => ({
  product_id: 'prd_1',
  sku: 'ZC-1',
  name: '轴承',
  currency: 'CNY',
  valid_from,
  valid_to: null,
  price: '10',
  ...more,
});

describe('agreed prices', () => {
  const old = price('2026-01-01');
  const now = price('2026-06-01');
  const later = price('2027-01-01');
  const usd = price('2026-03-01', { currency: 'USD' });
  const all = [old, now, later, usd];
  it('hold from their day until the next one of the product in the currency begins', () => {
    const on = (day: string) => all.map((p) => standingOf(p, all, day));
    expect(on('2026-11-24')).toEqual(['past', 'now', 'later', 'now']);
    expect(on('2026-05-31')).toEqual(['now', 'later', 'later', 'now']);
    expect(on('2027-01-01')).toEqual(['past', 'past', 'now', 'now']);
  });
  it('end with their last day', () => {
    const ended = price('2026-01-01', { valid_to: '2026-03-31' });
    expect(standingOf(ended, [ended], '2026-03-31')).toBe('now');
    expect(standingOf(ended, [ended], '2026-04-01')).toBe('past');
  });
  it('stand by product and currency, newest first', () => {
    const other = price('2026-02-01', { sku: 'AA-1', product_id: 'prd_2' });
    expect(inOrder([old, usd, now, other])).toEqual([other, now, old, usd]);
  });
});
