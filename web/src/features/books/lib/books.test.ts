import { describe, expect, it } from 'vitest';
import type { Period, TieRow } from '../api';
import { againstNature, entriesOf, sidesOf, tieSums } from './balances';
import { closable, isRunning, lastDay, reopenable } from './periods';

const period = (name: string, status: 'open' | 'closed'): Period => ({
  period: name,
  status,
  closed_at: null,
  digest: '',
});

describe('sides of a balance', () => {
  it('puts a balance on one side only, and nothing on either for zero', () => {
    expect(sidesOf('1130.00')).toEqual({ debit: '1130.00', credit: null });
    expect(sidesOf('-1130.00')).toEqual({ debit: null, credit: '1130.00' });
    expect(sidesOf('0.00')).toEqual({ debit: null, credit: null });
  });
  it('knows a balance against the nature of its account', () => {
    expect(againstNature('debit', '-0.01')).toBe(true);
    expect(againstNature('debit', '0.01')).toBe(false);
    expect(againstNature('credit', '0.01')).toBe(true);
    expect(againstNature('credit', '0.00')).toBe(false);
  });
  it('drills into one period, or into the account alone for a range', () => {
    expect(entriesOf('1122', '2026-11', '2026-11')).toEqual({ account: '1122', period: '2026-11' });
    expect(entriesOf('1122', '2026-10', '2026-11')).toEqual({ account: '1122' });
  });
});

describe('tie-out', () => {
  const row = (control_base: string, items_base: string): TieRow => ({
    customer_id: '',
    customer_code: '',
    customer_name: '',
    currency: 'CNY',
    control: control_base,
    items: items_base,
    control_base,
    items_base,
    ties: control_base === items_base,
  });
  it('sums to the cent', () => {
    expect(tieSums([row('0.10', '0.10'), row('0.20', '0.19')])).toEqual({
      control: '0.30',
      items: '0.29',
      difference: '0.01',
    });
  });
});

describe('periods', () => {
  const periods = [
    period('2026-11', 'open'),
    period('2026-10', 'open'),
    period('2026-09', 'closed'),
    period('2026-08', 'closed'),
  ];
  it('closes in order and reopens in reverse', () => {
    expect(closable(periods)).toBe('2026-10');
    expect(reopenable(periods)).toBe('2026-09');
    expect(closable([])).toBeNull();
    expect(reopenable([period('2026-11', 'open')])).toBeNull();
  });
  it('knows its last day and whether it still runs', () => {
    expect(lastDay('2028-02')).toBe('2028-02-29');
    expect(isRunning('2026-11', '2026-11-30')).toBe(true);
    expect(isRunning('2026-11', '2026-12-01')).toBe(false);
  });
});
