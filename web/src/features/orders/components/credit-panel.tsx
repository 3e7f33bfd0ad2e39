import { useQuery } from '@tanstack/react-query';
import { Alert, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ExposureBar } from '@/components/money/exposure-bar';
import { MoneyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { StatusTag } from '@/components/ui/status-tag';
import { isZero } from '@/lib/money';
import { orderKeys, readCredit } from '../api';

/** How the customer stands while the order is typed: limit, what is used, what is late. */
export function CreditPanel({ customer, extra }: { customer: string; extra: string }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['customers', 'one', customer, 'credit', orderKeys.all[0]],
    queryFn: ({ signal }) => readCredit(customer, signal),
    enabled: customer !== '',
  });
  const credit = query.data;
  return (
    <Panel
      title={t('orders.credit.title')}
      extra={credit && <StatusTag status={credit.status} kind="customer" />}
    >
      {customer === '' ? (
        <p style={{ margin: 0, color: 'var(--jq-text-faint)' }}>{t('orders.credit.pick')}</p>
      ) : query.error ? (
        <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
      ) : !credit ? (
        <Skeleton active paragraph={{ rows: 3 }} title={false} />
      ) : (
        <div style={{ display: 'grid', gap: 12 }}>
          {credit.status !== 'normal' && (
            <Alert
              showIcon
              type={credit.status === 'stop' ? 'error' : 'warning'}
              title={t(`orders.credit.${credit.status}`)}
              description={credit.hold_reason || undefined}
            />
          )}
          <ExposureBar figures={credit} extra={extra} compact />
          {!isZero(credit.overdue) && (
            <p style={{ margin: 0, color: 'var(--jq-danger)', fontSize: 13 }}>
              {t('orders.credit.overdue', { days: credit.overdue_days })}{' '}
              <MoneyText value={credit.overdue} tone="danger" strong />
            </p>
          )}
        </div>
      )}
    </Panel>
  );
}
