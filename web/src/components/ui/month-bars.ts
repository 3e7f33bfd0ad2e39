/** One bar a month in one currency; the figures stand in the tooltip, the axis is short. */
import { formatAmount, formatCompact, plotValue, type Decimal } from '@/lib/money';
import type { ChartOption } from './chart';

export interface MonthBars {
  name: string;
  /** `YYYY-MM` and its amount. */
  months: readonly (readonly [string, Decimal])[];
  currency: string;
  locale: string;
}

export function monthBars({ name, months, currency, locale }: MonthBars): ChartOption {
  return {
    legend: { show: false },
    xAxis: { type: 'category', data: months.map(([month]) => month) },
    yAxis: {
      type: 'value',
      axisLabel: { formatter: (value: number) => formatCompact(value.toFixed(0), locale) },
    },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value) => formatAmount(Number(value).toFixed(2), currency),
    },
    series: [
      {
        type: 'bar',
        name,
        cursor: 'pointer',
        data: months.map(([, amount]) => plotValue(amount)),
      },
    ],
  };
}
