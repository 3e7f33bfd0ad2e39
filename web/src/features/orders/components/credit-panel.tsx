import { useQuery } from '@tanstack/react-query';
import { Alert, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ExposureBar } from '@/components/money/exposure-bar';
import { exposureFigures } from '@/components/money/exposure-figures';
import { MoneyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { StatusTag } from '@/components/ui/status-tag';
import { daysBetween, today } from '@/lib/dates';
import { isZero } from '@/lib/money';
import { useCan } from '@/lib/permissions';
import { useCompanyCurrency } from '@/lib/session';
import { orderKeys, readOverdue, type CustomerBrief } from '../api';

export interface CreditPanelProps {
  customer: CustomerBrief | undefined;
  loading: boolean;
  /** What this order adds, in company currency; 0 when it is counted already or in another one. */
  extra: string;
}

/** How the customer stands while the order is typed: limit, what is used, what is late. */
export function CreditPanel({ customer, loading, extra }: CreditPanelProps) {
  const { t } = useTranslation();
  const can = useCan();
  const own = useCompanyCurrency();
  const id = customer?.id ?? '';
  const late = useQuery({
    queryKey: ['customers', 'one', id, 'overdue', orderKeys.all[0]],
    queryFn: ({ signal }) => readOverdue(id, signal),
    enabled: id !== '' && can('customers.read'),
    retry: false,
  });
  const overdue = (late.data?.balances ?? []).filter((b) => !isZero(b.overdue));
  return (
    <Panel
      title={t('orders.credit.title')}
      extra={customer && <StatusTag status={customer.status} kind="customer" />}
    >
      {!customer ? (
        loading ? (
          <Skeleton active paragraph={{ rows: 3 }} title={false} />
        ) : (
          <p style={{ margin: 0, color: 'var(--jq-text-faint)' }}>{t('orders.credit.pick')}</p>
        )
      ) : (
        <div style={{ display: 'grid', gap: 12 }}>
          {customer.status !== 'normal' && (
            <Alert
              showIcon
              type={customer.status === 'stop' ? 'error' : 'warning'}
              title={t(`orders.credit.${customer.status}`)}
              description={customer.hold_reason || undefined}
            />
          )}
          <ExposureBar figures={exposureFigures(customer, own)} extra={extra} compact />
          {overdue.map((b) => (
            <p key={b.currency} style={{ margin: 0, color: 'var(--jq-danger)', fontSize: 13 }}>
              {t('orders.credit.overdue', {
                days: b.oldest_due_on ? daysBetween(b.oldest_due_on, today()) : 0,
              })}{' '}
              <MoneyText value={b.overdue} currency={b.currency} tone="danger" strong />
            </p>
          ))}
        </div>
      )}
    </Panel>
  );
}
