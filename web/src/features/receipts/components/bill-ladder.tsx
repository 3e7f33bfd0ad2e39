import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { MoneyText } from '@/components/money/money-text';
import { ChartCard } from '@/components/ui/chart-card';
import type { ChartOption } from '@/components/ui/chart';
import { formatAmount, formatCompact, plotValue } from '@/lib/money';
import { billKeys, readLadder } from '../bills';

const PARTS = ['held', 'endorsed', 'discounted'] as const;

/** Unpaid bills by the month they are due in; a click shows that month in the register. */
export function BillLadder({ onMonth }: { onMonth: (month: string) => void }) {
  const { t, i18n } = useTranslation();
  const query = useQuery({
    queryKey: billKeys.extra('ladder'),
    queryFn: ({ signal }) => readLadder(signal),
  });
  const rows = useMemo(() => query.data ?? [], [query.data]);
  const option = useMemo<ChartOption>(
    () => ({
      xAxis: { type: 'category', data: rows.map((r) => r.month) },
      yAxis: {
        type: 'value',
        axisLabel: { formatter: (v: number) => formatCompact(v.toFixed(0), i18n.language) },
      },
      tooltip: {
        trigger: 'axis',
        valueFormatter: (v) => formatAmount(Number(v).toFixed(2), 'CNY'),
      },
      series: PARTS.map((part) => ({
        type: 'bar' as const,
        stack: 'due',
        cursor: 'pointer',
        name: t(`bills.ladder.${part}`),
        data: rows.map((r) => plotValue(r[part])),
      })),
    }),
    [rows, t, i18n.language],
  );
  return (
    <ChartCard
      title={t('bills.ladder.title')}
      hint={t('bills.ladder.hint')}
      height={150}
      option={option}
      loading={query.isLoading}
      error={query.error}
      onPick={({ name }) => onMonth(name)}
      table={{
        head: [t('bills.ladder.month'), ...PARTS.map((part) => t(`bills.ladder.${part}`))],
        rows: rows.map((r) => [
          r.month,
          ...PARTS.map((part) => <MoneyText key={part} value={r[part]} dashZero />),
        ]),
      }}
    />
  );
}
