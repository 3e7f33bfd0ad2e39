import { describe, expect, it } from 'vitest';
import type { Made, RunReport, StatementDetail } from '../api';
import { filledBuckets, periodOf, summaryOf, usualPeriod } from './statement';

describe('period', () => {
  it('is the last whole month; on its last day the running one', () => {
    expect(usualPeriod('2026-11-24')).toEqual({ from: '2026-10-01', to: '2026-10-31' });
    expect(usualPeriod('2027-01-03')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
    expect(usualPeriod('2028-02-28')).toEqual({ from: '2028-01-01', to: '2028-01-31' });
    expect(usualPeriod('2028-02-29')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  });
  it('never ends after today', () => {
    expect(periodOf('thisMonth', '2026-11-24')).toEqual({ from: '2026-11-01', to: '2026-11-24' });
    expect(periodOf('lastMonth', '2026-11-24')).toEqual({ from: '2026-10-01', to: '2026-10-31' });
    expect(periodOf('thisYear', '2026-11-24')).toEqual({ from: '2026-01-01', to: '2026-11-24' });
  });
});

describe('a run', () => {
  it('is summed up: made, unchanged, none, not agreeing', () => {
    const made = (more: Partial<Made>) => ({ made: true, difference: '0.00', ...more }) as Made;
    const report: RunReport = {
      made: [made({}), made({ difference: '-0.01' }), made({ made: false })],
      none: [{ code: 'statements.overlap' } as never],
    };
    expect(summaryOf(report)).toEqual({ made: 2, unchanged: 1, none: 1, different: 1 });
  });
});

describe('ageing', () => {
  it('keeps the place of the filled buckets', () => {
    const buckets = [
      { from: null, to: 0, amount: '10.00' },
      { from: 1, to: 30, amount: '0.00' },
      { from: 31, to: null, amount: '0.01' },
    ];
    expect(filledBuckets({ buckets } as StatementDetail).map((b) => b.place)).toEqual([0, 2]);
  });
});
