import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { MoneyText } from '@/components/money/money-text';
import type { ChartOption } from '@/components/ui/chart';
import { ChartCard } from '@/components/ui/chart-card';
import { useLocale } from '@/lib/i18n';
import { formatAmount, formatCompact, plotValue } from '@/lib/money';
import { useCompanyCurrency } from '@/lib/session';
import type { MonthBalance } from '../api';

/** Balance at each month's end, with what was sold and what was paid in it. */
export function BalanceChart({ months }: { months: readonly MonthBalance[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const currency = useCompanyCurrency();
  const option = useMemo<ChartOption>(
    () => ({
      xAxis: { type: 'category', data: months.map((m) => m.month) },
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
          name: t('customers.chart.sales'),
          data: months.map((m) => plotValue(m.sales)),
        },
        {
          type: 'bar',
          name: t('customers.chart.received'),
          data: months.map((m) => plotValue(m.received)),
        },
        {
          type: 'line',
          name: t('customers.chart.balance'),
          data: months.map((m) => plotValue(m.balance)),
        },
      ],
    }),
    [months, t, locale, currency],
  );
  return (
    <ChartCard
      title={t('customers.chart.title')}
      hint={t('customers.chart.hint')}
      option={option}
      height={230}
      table={{
        head: [
          t('customers.chart.month'),
          t('customers.chart.sales'),
          t('customers.chart.received'),
          t('customers.chart.balance'),
        ],
        rows: months.map((m) => [
          m.month,
          <MoneyText key="s" value={m.sales} dashZero />,
          <MoneyText key="r" value={m.received} dashZero />,
          <MoneyText key="b" value={m.balance} />,
        ]),
      }}
    />
  );
}
