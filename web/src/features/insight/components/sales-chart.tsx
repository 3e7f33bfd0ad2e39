import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { MoneyText } from '@/components/money/money-text';
import { ChartCard } from '@/components/ui/chart-card';
import { monthBars } from '@/components/ui/month-bars';
import { useLocale } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import type { Dashboard } from '../api';
import { monthRange } from '../lib/figures';

/** Sales of twelve months; a click opens the month's signed deliveries. */
export function SalesChart({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate();
  const { sales, base_currency: currency } = dashboard;
  const option = useMemo(
    () =>
      monthBars({
        name: t('home.sales.gross'),
        months: sales.map((m) => [m.period, m.gross] as const),
        currency,
        locale,
      }),
    [sales, locale, currency, t],
  );
  return (
    <ChartCard
      title={t('home.sales.title')}
      hint={t('home.sales.hint')}
      option={option}
      height={200}
      table={{
        head: [t('home.sales.month'), t('home.sales.net'), t('home.sales.gross')],
        rows: sales.map((m) => [
          m.period,
          <MoneyText key="n" value={m.net} />,
          <MoneyText key="g" value={m.gross} />,
        ]),
      }}
      onPick={({ name }) =>
        void navigate({
          to: paths.deliveries,
          search: { status: 'signed', ...monthRange(name) } as never,
        })
      }
    />
  );
}
