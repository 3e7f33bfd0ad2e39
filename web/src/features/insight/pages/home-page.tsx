import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { MoneyText } from '@/components/money/money-text';
import { Page, Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { StatCard, StatRow } from '@/components/ui/stat-card';
import { today } from '@/lib/dates';
import { useLocale } from '@/lib/i18n';
import { formatPercent } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import { dashboardKeys, readDashboard, type Dashboard } from '../api';
import { AgingChart, DebtorChart } from '../components/aging-charts';
import { KpiCard } from '../components/kpi-card';
import { SalesChart } from '../components/sales-chart';
import { WorklistPanel } from '../components/worklist-panel';
import { largest, receivablesOf, shareOf } from '../lib/figures';
import styles from '../components/dashboard.module.css';

/** 工作台: what waits for me beside how the company stands. */
export function HomePage() {
  const { t } = useTranslation();
  const locale = useLocale();
  const can = useCan();
  const reports = can('reports.read');
  const query = useQuery({
    queryKey: dashboardKeys.all,
    queryFn: ({ signal }) => readDashboard(signal),
    enabled: reports,
  });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full' }).format(
    new Date(`${today()}T12:00:00`),
  );
  return (
    <Page title={t('shell.nav.home')} hint={day}>
      {query.error && <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />}
      {reports && !query.error && <Cards dashboard={query.data} />}
      {reports ? (
        <div className={styles.columns}>
          <WorklistPanel />
          <div className={styles.charts}>
            {query.data ? (
              <Charts dashboard={query.data} />
            ) : (
              !query.error && (
                <Panel>
                  <Skeleton active paragraph={{ rows: 12 }} />
                </Panel>
              )
            )}
          </div>
        </div>
      ) : (
        <WorklistPanel />
      )}
    </Page>
  );
}

function Cards({ dashboard }: { dashboard: Dashboard | undefined }) {
  const { t } = useTranslation();
  if (!dashboard) {
    return (
      <Panel>
        <Skeleton active title={false} paragraph={{ rows: 2 }} />
      </Panel>
    );
  }
  const { balance, overdue } = receivablesOf(dashboard);
  const { base_currency: currency, receivables } = dashboard;
  const share = shareOf(overdue, balance);
  const foreign = receivables.map((r) => r.currency).filter((c) => c !== currency);
  return (
    <StatRow>
      <StatCard
        label={t('home.card.receivable')}
        value={<MoneyText value={balance} currency={currency} symbol />}
        note={
          foreign.length > 0
            ? t('home.card.foreign', { currencies: foreign.join(t('common.listSeparator')) })
            : t('home.card.receivableNote')
        }
        to={paths.aging}
      />
      <StatCard
        label={t('home.card.overdue')}
        value={<MoneyText value={overdue} currency={currency} symbol tone="danger" />}
        note={
          share
            ? t('home.card.overdueShare', { share: formatPercent(share, 1) })
            : t('home.card.noneOverdue')
        }
        to={`${paths.openItems}?overdue=true`}
      />
      {dashboard.kpis.map((kpi) => (
        <KpiCard key={kpi.id} kpi={kpi} />
      ))}
    </StatRow>
  );
}

function Charts({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const debtors = useMemo(() => largest(dashboard.top_debtors, 10), [dashboard]);
  const shape = {
    buckets: dashboard.buckets,
    basis: 'overdue' as const,
    currency: dashboard.base_currency,
  };
  const open = (search: Record<string, string>) =>
    void navigate({ to: paths.aging, search: search as never });
  return (
    <>
      {dashboard.sales.length > 0 && <SalesChart dashboard={dashboard} />}
      <AgingChart
        {...shape}
        sums={dashboard.aging}
        onPick={(bucket) => open({ bucket: String(bucket) })}
      />
      <DebtorChart
        {...shape}
        title={t('home.topDebtors')}
        debtors={debtors}
        onPick={(customer, bucket) => open({ items: customer, bucket: String(bucket) })}
      />
    </>
  );
}
