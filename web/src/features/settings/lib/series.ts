import type { Series } from '../api';

export interface SeriesMonth {
  period: string;
  /** The last number of each kind, as it stands on the document. */
  last: Readonly<Record<string, string>>;
}

/** Months as rows, newest first, kinds of documents as columns. */
export function seriesTable(series: readonly Series[]): { kinds: string[]; months: SeriesMonth[] } {
  const kinds = [...new Set(series.map((s) => s.kind))].sort();
  const periods = [...new Set(series.map((s) => s.period))].sort().reverse();
  const months = periods.map((period) => ({
    period: period.length === 6 ? `${period.slice(0, 4)}-${period.slice(4)}` : period,
    last: Object.fromEntries(
      series
        .filter((s) => s.period === period)
        .map((s) => [s.kind, `${s.kind}-${period}-${String(s.last).padStart(4, '0')}`]),
    ),
  }));
  return { kinds, months };
}
