import { describe, expect, it } from 'vitest';
import { grants } from '@/lib/permissions';
import type { AgingReport, AgingRow, WorkItem, Worklist } from '../api';
import { largest, monthRange, receivablesOf, rowsWith, shareOf } from './figures';
import { placeOf, rowsOf, waiting, WORK_KINDS } from './worklist';

const item = (more: Partial<WorkItem>): WorkItem => ({
  kind: 'confirm_order',
  subject_type: 'order',
  subject_id: 'ord_1',
  no: 'SO-1',
  who: '杭州云栖',
  amount: '100.00',
  currency: 'CNY',
  base: '100.00',
  since: '2026-11-01',
  score: 1,
  ...more,
});
const may =
  (...permissions: string[]) =>
  (asked: string | undefined) =>
    grants(permissions, asked);
const row = (id: string, currency: string, buckets: string[], credits = '0.00'): AgingRow => {
  const sums = { buckets, credits, balance: '0.00' };
  return {
    customer_id: id,
    customer_code: id,
    customer_name: id.toUpperCase(),
    currency,
    amounts: sums,
    base: sums,
  };
};

describe('worklist', () => {
  it('leads to the place where the thing is done', () => {
    const place = (more: Partial<WorkItem>, ...permissions: string[]) =>
      placeOf(item(more), may(...permissions));
    expect(place({})).toBe('/orders/ord_1');
    expect(place({ kind: 'deliver_order' }, 'deliveries.write')).toBe(
      '/deliveries/new?order=ord_1',
    );
    expect(place({ kind: 'deliver_order' })).toBe('/orders/ord_1');
    const customer = { subject_type: 'customer', subject_id: 'cus_1', currency: 'USD' };
    expect(place({ ...customer, kind: 'allocate_credit' }, 'receipts.read')).toBe(
      '/receipts/allocate?customer_id=cus_1&currency=USD',
    );
    expect(place({ ...customer, kind: 'collect_overdue' }, 'receipts.*')).toBe(
      '/open-items?customer_id=cus_1&overdue=true',
    );
    expect(place({ ...customer, kind: 'collect_overdue' })).toBe('/customers/cus_1');
    expect(place({ ...customer, kind: 'review_limit' })).toBe('/customers/cus_1');
    expect(place({ kind: 'claim_receipt', subject_type: 'receipt', subject_id: 'rcp_1' })).toBe(
      '/receipts/rcp_1',
    );
    expect(place({ subject_id: null })).toBeNull();
    expect(place({ subject_type: 'unknown' })).toBeNull();
  });
  it('counts all and orders the kinds by the trade, not by the server', () => {
    const list: Worklist = {
      items: [item({ kind: 'collect_overdue', score: 9 }), item({ score: 5 })],
      counts: [
        { kind: 'collect_overdue', count: 47 },
        { kind: 'confirm_order', count: 60 },
      ],
    };
    expect(waiting(list)).toEqual({
      all: 107,
      kinds: [
        { kind: 'confirm_order', count: 60 },
        { kind: 'collect_overdue', count: 47 },
      ],
    });
    expect(rowsOf(list, '').map((i) => i.score)).toEqual([9, 5]);
    expect(rowsOf(list, 'confirm_order').map((i) => i.score)).toEqual([5]);
    expect(rowsOf(list, 'fix_job')).toEqual([]);
    expect(new Set(WORK_KINDS).size).toBe(17);
  });
});

describe('figures', () => {
  it('adds receivables up in company currency', () => {
    const receivables = [
      { currency: 'CNY', balance: '100.10', base: '100.10', base_overdue: '0.10' },
      { currency: 'USD', balance: '10.00', base: '71.00', base_overdue: '70.20' },
    ];
    expect(receivablesOf({ receivables } as never)).toEqual({
      balance: '171.10',
      overdue: '70.30',
    });
    expect(receivablesOf({ receivables: [] } as never)).toEqual({
      balance: '0.00',
      overdue: '0.00',
    });
  });
  it('divides only by something positive', () => {
    expect(shareOf('53.25', '100.00')).toBe('0.5325');
    expect(shareOf('1.00', '0.00')).toBeNull();
    expect(shareOf('1.00', '-5.00')).toBeNull();
  });
  it('knows the days of a month', () => {
    expect(monthRange('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  });
  it('joins the currencies of a customer and puts the largest debt first', () => {
    const rows = [
      row('a', 'CNY', ['50.00', '1.00']),
      row('b', 'CNY', ['0.00', '60.00'], '-59.00'),
      row('a', 'USD', ['0.00', '20.00']),
      row('c', 'CNY', ['0.00', '0.00'], '-5.00'),
    ];
    const found = largest(rows, 5);
    expect(found.map((d) => [d.name, d.sums.buckets])).toEqual([
      ['A', ['50.00', '21.00']],
      ['B', ['0.00', '60.00']],
    ]);
    expect(largest(rows, 1).map((d) => d.id)).toEqual(['a']);
  });
  it('keeps the rows with something of an age, most first', () => {
    const rows = [
      row('a', 'CNY', ['5.00', '0.00']),
      row('b', 'CNY', ['9.00', '2.00'], '-1.00'),
      row('c', 'CNY', ['0.00', '3.00'], '-7.00'),
    ];
    const report = { rows } as AgingReport;
    const ids = (bucket: string) => rowsWith(report, bucket).map((r) => r.customer_id);
    expect(ids('')).toEqual(['a', 'b', 'c']);
    expect(ids('0')).toEqual(['b', 'a']);
    expect(ids('1')).toEqual(['c', 'b']);
    expect(ids('credits')).toEqual(['c', 'b']);
    expect(ids('7')).toEqual([]);
  });
});
