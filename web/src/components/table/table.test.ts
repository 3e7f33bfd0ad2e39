import { foldTotals, sumLines } from './totals';
import { describe, expect, it } from 'vitest';
import { arrange } from './column-picker';
import { activeCount, nextSort, queryOf, readSort, specOf } from './filter-spec';
import type { FilterDef } from './types';

const filters: FilterDef[] = [
  { kind: 'search', key: 'q', placeholder: '' },
  { kind: 'dates', from: 'from', to: 'to', label: '' },
];

describe('filters', () => {
  it('makes the parameters of a list', () => {
    expect(Object.keys(specOf(filters, '-date'))).toEqual(['sort', 'view', 'q', 'from', 'to']);
    expect(queryOf({ sort: '-date', view: 'v1', q: '', from: '2026-11-01' })).toEqual({
      sort: '-date',
      from: '2026-11-01',
    });
    expect(activeCount(filters, { q: '', from: '2026-11-01', to: '' })).toBe(1);
  });
  it('turns the sort: up, down, back', () => {
    expect(nextSort('-date', 'amount', '-date')).toBe('amount');
    expect(nextSort('amount', 'amount', '-date')).toBe('-amount');
    expect(nextSort('-amount', 'amount', '-date')).toBe('-date');
    expect(readSort('-amount')).toEqual({ field: 'amount', order: 'descend' });
    expect(readSort('')).toBeNull();
  });
});

describe('columns', () => {
  const columns = [
    { key: 'a', title: 'A', locked: true },
    { key: 'b', title: 'B' },
    { key: 'c', title: 'C', hidden: true },
  ];
  const keys = (choice: Parameters<typeof arrange>[1]) =>
    arrange(columns, choice).map((c) => c.key);
  it('shows the chosen ones in the chosen order', () => {
    expect(keys({ order: [], off: [], on: [] })).toEqual(['a', 'b']);
    expect(keys({ order: [], off: ['a', 'b'], on: ['c'] })).toEqual(['a', 'c']);
    expect(keys({ order: ['c', 'b', 'a'], off: [], on: ['c'] })).toEqual(['c', 'b', 'a']);
  });
  it('adds currencies up only in company currency', () => {
    const row = (currency: string, total: string, base_total: string) => ({
      currency,
      count: 2,
      total,
      base_total,
    });
    expect(foldTotals(null)).toBeNull();
    expect(foldTotals([])).toEqual({ count: 0 });
    expect(foldTotals([row('USD', '10.00', '71.00')])?.total).toBe('10.00');
    const both = foldTotals([row('USD', '10.00', '71.00'), row('CNY', '5.00', '5.00')]);
    expect(both).toMatchObject({ count: 4, base_total: '76.00', total: '76.00' });
    expect(sumLines(['total'], both)).toBe(1);
  });
  it('keeps the sums of each currency where none exists in company currency', () => {
    const rows = [
      { currency: 'CNY', count: 2, total: '5.00' },
      { currency: 'USD', count: 1, total: '10.00' },
    ];
    const both = foldTotals(rows);
    expect(both).toEqual({ count: 3, by_currency: rows });
    expect(sumLines(['total'], both)).toBe(2);
    expect(sumLines([], both)).toBe(1);
  });
});
