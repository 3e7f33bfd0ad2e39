import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  bucketColour,
  bucketLabel,
  type AgingBasis,
  type AgingBucket,
} from '@/components/money/aging-buckets';
import { MoneyText } from '@/components/money/money-text';
import type { ChartOption } from '@/components/ui/chart';
import { ChartCard } from '@/components/ui/chart-card';
import { useLocale } from '@/lib/i18n';
import { formatAmount, formatCompact, plotValue } from '@/lib/money';
import { usePalette } from '@/theme/use-theme';
import type { AgingSums } from '../api';
import type { NamedSums } from '../lib/figures';

interface Shape {
  buckets: readonly AgingBucket[];
  basis: AgingBasis;
  currency: string;
  height?: number;
}

function useBucketLabels(buckets: readonly AgingBucket[], basis: AgingBasis): string[] {
  const { t } = useTranslation();
  return useMemo(() => buckets.map((b) => bucketLabel(t, b, basis)), [t, buckets, basis]);
}

/** Open debts by age; a click names the bucket. */
export function AgingChart({
  sums,
  onPick,
  ...shape
}: Shape & { sums: AgingSums; onPick: (bucket: number) => void }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const palette = usePalette();
  const { buckets, basis, currency } = shape;
  const labels = useBucketLabels(buckets, basis);
  const option = useMemo<ChartOption>(
    () => ({
      legend: { show: false },
      xAxis: {
        type: 'category',
        data: labels,
        axisLabel: {
          interval: 0,
          fontSize: 11,
          // The unit is said above the chart; two words stand one below the other.
          formatter: (label: string) =>
            label.replace(/^([\d–]+) [dy天年]$/, '$1').replace(' ', '\n'),
        },
      },
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
          name: t('aging.open'),
          cursor: 'pointer',
          data: sums.buckets.map((amount, index) => ({
            value: plotValue(amount),
            itemStyle: { color: bucketColour(palette.ageing, index) },
          })),
        },
      ],
    }),
    [sums, labels, locale, currency, palette, t],
  );
  return (
    <ChartCard
      title={t('aging.chart.title')}
      hint={t(`aging.chart.${basis}`)}
      option={option}
      height={shape.height ?? 200}
      table={{
        head: [t('aging.chart.bucket'), t('aging.open')],
        rows: [
          ...labels.map((label, i) => [label, <MoneyText key="a" value={sums.buckets[i]} />]),
          [t('aging.credits'), <MoneyText key="a" value={sums.credits} />],
          [t('aging.balance'), <MoneyText key="a" value={sums.balance} strong />],
        ],
      }}
      onPick={({ name }) => onPick(labels.indexOf(name))}
    />
  );
}

/** The largest debtors, each bar split by age; a click names the customer and the bucket. */
export function DebtorChart({
  title,
  debtors,
  onPick,
  ...shape
}: Shape & {
  title: string;
  debtors: readonly NamedSums[];
  onPick: (customer: string, bucket: number) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const palette = usePalette();
  const { buckets, basis, currency } = shape;
  const labels = useBucketLabels(buckets, basis);
  const option = useMemo<ChartOption>(
    () => ({
      color: [...palette.ageing],
      // The ageing chart beside it is the key to the colours.
      legend: { show: false },
      grid: {
        left: 8,
        right: 16,
        top: 4,
        bottom: 4,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      xAxis: {
        type: 'value',
        axisLabel: { formatter: (value: number) => formatCompact(value.toFixed(0), locale) },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: debtors.map((d) => d.name),
        axisLabel: { width: 150, overflow: 'truncate' },
      },
      tooltip: {
        trigger: 'axis',
        valueFormatter: (value) => formatAmount(Number(value).toFixed(2), currency),
      },
      series: labels.map((name, index) => ({
        type: 'bar',
        stack: 'age',
        name,
        cursor: 'pointer',
        barMaxWidth: 18,
        itemStyle: { borderRadius: 0, borderColor: palette.surface, borderWidth: 1 },
        data: debtors.map((d) => plotValue(d.sums.buckets[index] ?? '0')),
      })),
    }),
    [debtors, labels, locale, currency, palette],
  );
  return (
    <ChartCard
      title={title}
      hint={t('aging.chart.debtorsHint')}
      option={option}
      height={shape.height ?? Math.max(120, 30 + debtors.length * 27)}
      table={{
        head: [t('fields.customer'), ...labels, t('aging.balance')],
        rows: debtors.map((d) => [
          d.name,
          ...d.sums.buckets.map((amount, i) => <MoneyText key={i} value={amount} dashZero />),
          <MoneyText key="b" value={d.sums.balance} strong />,
        ]),
      }}
      onPick={({ name, series }) => {
        const debtor = debtors.find((d) => d.name === name);
        if (debtor) onPick(debtor.id, labels.indexOf(series));
      }}
    />
  );
}
