import { describe, expect, it } from 'vitest';
import type { Finding, OrderLine, OrderView } from '../api';
import { isReleasable, openCount } from './findings';
import { actionsOf, billable, progressOf, remaining } from './order-state';

const line = (more: Partial<OrderLine>): OrderLine =>
  ({
    qty: '10',
    dispatched: '0',
    signed: '0',
    returned: '0',
    invoiced: '0',
    total: '100.00',
    closed: false,
    ...more,
  }) as OrderLine;
const order = (status: string, lines: OrderLine[]): OrderView =>
  ({ status, delivery_state: 'none', lines }) as OrderView;

describe('order state', () => {
  it('knows what is left to send and to invoice', () => {
    expect(remaining(line({ dispatched: '4' }))).toBe('6');
    expect(remaining(line({ dispatched: '10', returned: '2' }))).toBe('2');
    expect(remaining(line({ dispatched: '11' }))).toBe('0');
    expect(remaining(line({ closed: true }))).toBe('0');
    expect(billable(line({ signed: '8', returned: '1', invoiced: '3' }))).toBe('4');
  });
  it('offers only what is possible', () => {
    expect(actionsOf(order('draft', [line({})]))).toContain('submit');
    expect(actionsOf(order('confirmed', [line({})]))).toEqual([
      'deliver',
      'close',
      'cancel',
      'copy',
    ]);
    const sent = order('confirmed', [line({ dispatched: '10', signed: '10' })]);
    expect(actionsOf(sent)).toEqual(['invoice', 'copy']);
  });
  it('weighs progress by value', () => {
    const lines = [line({ signed: '10' }), line({ total: '300.00', invoiced: '5' })];
    expect(progressOf(order('confirmed', lines))).toEqual({ delivered: 25, invoiced: 37.5 });
  });
  it('counts findings nobody has released', () => {
    const finding = (severity: string, open: boolean) => ({ severity, open }) as Finding;
    const found = [finding('approve', true), finding('approve', false), finding('block', true)];
    expect(openCount(found)).toBe(2);
    expect(found.filter(isReleasable)).toHaveLength(1);
  });
});
