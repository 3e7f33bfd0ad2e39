import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { MoneyText } from '@/components/money/money-text';
import { ChartCard } from '@/components/ui/chart-card';
import { monthBars } from '@/components/ui/month-bars';
import { useLocale } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import { useCompanyCurrency } from '@/lib/session';
import type { MonthBalance } from '../api';
import { byMonth } from '../lib/balances';

/** What the customer owed at each month's end, all currencies in the company's. */
export function BalanceChart({
  customer,
  months,
}: {
  customer: string;
  months: readonly MonthBalance[];
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const currency = useCompanyCurrency();
  const navigate = useNavigate();
  const rows = useMemo(() => byMonth(months), [months]);
  const option = useMemo(
    () =>
      monthBars({
        name: t('customers.chart.balance'),
        months: rows.map((m) => [m.on.slice(0, 7), m.base] as const),
        currency,
        locale,
      }),
    [rows, t, locale, currency],
  );
  return (
    <ChartCard
      title={t('customers.chart.title')}
      hint={t('customers.chart.hint')}
      option={option}
      height={210}
      onPick={({ name }) => {
        const month = rows.find((m) => m.on.startsWith(name));
        if (month) {
          void navigate({
            to: paths.aging,
            search: { customer_id: customer, items: customer, as_of: month.on } as never,
          });
        }
      }}
      table={{
        head: [t('customers.chart.month'), t('customers.chart.balance')],
        rows: rows.map((m) => [m.on, <MoneyText key="b" value={m.base} />]),
      }}
    />
  );
}
