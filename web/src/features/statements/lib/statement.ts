import { addDays, endOfMonth, presetRange, startOfMonth, type RangePreset } from '@/lib/dates';
import { isZero } from '@/lib/money';
import type { RunReport, StatementDetail } from '../api';

export interface Period {
  from: string;
  to: string;
}

/** The last whole month; on its last day already the running one. */
export function usualPeriod(on: string): Period {
  const month = startOfMonth(on);
  if (endOfMonth(on) === on) return { from: month, to: on };
  const to = addDays(month, -1);
  return { from: startOfMonth(to), to };
}

/** A usual range as a period: nothing can be stated beyond today. */
export function periodOf(preset: RangePreset, on: string): Period {
  const [from, to] = presetRange(preset, on);
  return { from, to: to > on ? on : to };
}

export interface RunSummary {
  made: number;
  unchanged: number;
  none: number;
  /** Made, but not agreeing with the control account. */
  different: number;
}

export function summaryOf(report: RunReport): RunSummary {
  return {
    made: report.made.filter((m) => m.made).length,
    unchanged: report.made.filter((m) => !m.made).length,
    none: report.none.length,
    different: report.made.filter((m) => !isZero(m.difference)).length,
  };
}

/** The buckets with something in them, each with its place on the colour scale. */
export function filledBuckets(
  detail: StatementDetail,
): (StatementDetail['buckets'][number] & { place: number })[] {
  return detail.buckets
    .map((bucket, place) => ({ ...bucket, place }))
    .filter((bucket) => !isZero(bucket.amount));
}
