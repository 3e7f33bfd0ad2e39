import type { Series } from '../api';

export interface SeriesMonth {
  period: string;
  /** The last number of each kind, as it stands on the document. */
  last: Readonly<Record<string, string>>;
}

/** Months as rows, newest first, kinds of documents as columns. Some series write `202611`, some `2026-11`. */
export function seriesTable(series: readonly Series[]): { kinds: string[]; months: SeriesMonth[] } {
  const kinds = [...new Set(series.map((s) => s.kind))].sort();
  const periods = [...new Set(series.map((s) => monthOf(s.period)))].sort().reverse();
  const months = periods.map((period) => ({
    period,
    last: Object.fromEntries(
      series
        .filter((s) => monthOf(s.period) === period)
        .map((s) => [s.kind, numberOf(s, period.replace('-', ''))]),
    ),
  }));
  return { kinds, months };
}

const monthOf = (period: string): string =>
  /^\d{6}$/.test(period) ? `${period.slice(0, 4)}-${period.slice(4)}` : period;

/** Vouchers are numbered 记-202611-00358, documents SO-202611-0042. */
const numberOf = ({ kind, last }: Series, month: string): string =>
  kind === 'voucher'
    ? `记-${month}-${String(last).padStart(5, '0')}`
    : `${kind}-${month}-${String(last).padStart(4, '0')}`;
