import { useMemo } from 'react';
import type { ChartOption } from '@/components/ui/chart';
import { ChartCard } from '@/components/ui/chart-card';
import { formatAmount, formatCompact, plotValue } from '@/lib/money';
import { AGING, MONTHS } from '../lib/sample';

const axis = (value: number) => formatCompact(String(Math.round(value)), 'zh-CN');

export function ChartSection() {
  const monthly = useMemo<ChartOption>(
    () => ({
      xAxis: { type: 'category', data: MONTHS.map((m) => m.name) },
      yAxis: { type: 'value', axisLabel: { formatter: axis } },
      series: [
        { type: 'bar', name: '销售', data: MONTHS.map((m) => plotValue(m.sales)) },
        { type: 'line', name: '回款', data: MONTHS.map((m) => plotValue(m.cash)) },
      ],
    }),
    [],
  );
  const aging = useMemo<ChartOption>(
    () => ({
      legend: { show: false },
      xAxis: { type: 'value', axisLabel: { formatter: axis } },
      yAxis: { type: 'category', inverse: true, data: AGING.map((a) => a.bucket) },
      series: [
        {
          type: 'bar',
          name: '未清',
          data: AGING.map((a) => plotValue(a.amount)),
          itemStyle: { borderRadius: [0, 3, 3, 0] },
        },
      ],
    }),
    [],
  );
  return (
    <div
      style={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(380px, 1fr))',
        gap: 16,
      }}
    >
      <ChartCard
        title="销售与回款"
        hint="近 6 个月，含税"
        option={monthly}
        table={{
          head: ['月份', '销售', '回款'],
          rows: MONTHS.map((m) => [m.name, formatAmount(m.sales), formatAmount(m.cash)]),
        }}
      />
      <ChartCard
        title="账龄"
        hint="截至今天"
        option={aging}
        table={{
          head: ['区间', '未清'],
          rows: AGING.map((a) => [a.bucket, formatAmount(a.amount)]),
        }}
      />
    </div>
  );
}
