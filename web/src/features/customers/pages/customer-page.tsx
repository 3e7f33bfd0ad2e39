import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DocHeader } from '@/components/document/doc-header';
import { DocLayout } from '@/components/document/doc-layout';
import { Timeline } from '@/components/document/timeline';
import { ExposureBar } from '@/components/money/exposure-bar';
import { MoneyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { QueryView } from '@/components/ui/query-view';
import { DocSkeleton } from '@/components/ui/skeletons';
import { StatCard, StatRow } from '@/components/ui/stat-card';
import { add, isZero, sub } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import {
  customerKeys,
  readCustomer,
  readOverview,
  type CustomerOverview,
  type CustomerView,
} from '../api';
import { BalanceChart } from '../components/balance-chart';
import { LimitDialog, StatusDialog } from '../components/customer-dialogs';
import { CustomerFacts } from '../components/customer-facts';
import { CustomerTabs } from '../components/customer-tabs';

/** Everything between us and one customer. */
export function CustomerPage() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({
    queryKey: customerKeys.one(id),
    queryFn: ({ signal }) => readCustomer(id, signal),
  });
  return (
    <QueryView query={query} skeleton={<DocSkeleton />} back={paths.customers}>
      {(customer) => <Customer360 customer={customer} />}
    </QueryView>
  );
}

function Customer360({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const can = useCan();
  const [status, setStatus] = useState<'normal' | 'hold' | 'stop' | null>(null);
  const [limit, setLimit] = useState(false);
  const overview = useQuery({
    queryKey: customerKeys.part(customer.id, 'overview'),
    queryFn: ({ signal }) => readOverview(customer.id, signal),
    enabled: can('reports.read') || can('customers.read'),
  });
  const data = overview.data;
  return (
    <DocLayout
      header={
        <DocHeader
          kind={t('document.kind.customer')}
          number={customer.name}
          status={customer.status}
          statusKind="customer"
          back={paths.customers}
          facts={[
            { label: t('fields.code'), value: customer.code },
            { label: t('fields.terms'), value: customer.terms || '–' },
            { label: t('fields.currency'), value: customer.currency },
            { label: t('customers.field.tax_id'), value: customer.tax_id || '–' },
            { label: t('fields.owner'), value: customer.owner || '–' },
            { label: t('fields.department'), value: customer.department || '–' },
          ]}
          actions={[
            {
              key: 'order',
              label: t('shell.action.newOrder'),
              hotkey: 'n',
              primary: true,
              permission: 'orders.write',
              disabledReason: customer.status === 'stop' && t('orders.credit.stop'),
              run: () =>
                void navigate({
                  to: paths.orderNew,
                  search: { customer_id: customer.id } as never,
                }),
            },
            {
              key: 'edit',
              label: t('common.edit'),
              hotkey: 'e',
              permission: 'customers.write',
              run: () => void navigate({ to: paths.customerEdit(customer.id) }),
            },
            {
              key: 'limit',
              label: t('customers.action.limit'),
              hotkey: 'l',
              permission: 'customers.credit',
              run: () => setLimit(true),
            },
            {
              key: 'normal',
              label: t('customers.action.normal'),
              permission: 'customers.credit',
              hidden: customer.status === 'normal',
              run: () => setStatus('normal'),
            },
            {
              key: 'hold',
              label: t('customers.action.hold'),
              hotkey: 'h',
              danger: true,
              permission: 'customers.credit',
              hidden: customer.status !== 'normal',
              run: () => setStatus('hold'),
            },
            {
              key: 'stop',
              label: t('customers.action.stop'),
              danger: true,
              permission: 'customers.credit',
              hidden: customer.status === 'stop',
              run: () => setStatus('stop'),
            },
          ]}
        />
      }
      side={
        <Panel title={t('document.timeline')}>
          <Timeline subject={customer.id} />
        </Panel>
      }
    >
      {customer.status !== 'normal' && (
        <Alert
          showIcon
          type={customer.status === 'stop' ? 'error' : 'warning'}
          title={t(`orders.credit.${customer.status}`)}
          description={customer.hold_reason || undefined}
        />
      )}
      <ProblemAlert error={overview.error} onRetry={() => void overview.refetch()} />
      {data && <Balances customer={customer} data={data} />}
      {data && data.months.length > 0 && <BalanceChart months={data.months} />}
      <CustomerTabs customer={customer.id} />
      <CustomerFacts customer={customer} />
      <StatusDialog customer={customer} status={status} onClose={() => setStatus(null)} />
      <LimitDialog customer={customer} open={limit} onClose={() => setLimit(false)} />
    </DocLayout>
  );
}

function Balances({ customer, data }: { customer: CustomerView; data: CustomerOverview }) {
  const { t } = useTranslation();
  const receivable = sub(add(data.billed, data.unbilled), data.credit);
  const invoices = `${paths.invoices}?customer_id=${customer.id}`;
  const foreign = data.balances.filter((b) => b.currency !== 'CNY' || data.balances.length > 1);
  return (
    <>
      <StatRow>
        <StatCard
          label={t('customers.stat.receivable')}
          value={<MoneyText value={receivable} symbol />}
          note={t('customers.stat.receivableNote')}
          to={invoices}
        />
        <StatCard
          label={t('customers.stat.overdue')}
          value={
            <MoneyText
              value={data.overdue}
              symbol
              tone={isZero(data.overdue) ? 'none' : 'danger'}
            />
          }
          note={
            isZero(data.overdue)
              ? t('customers.stat.nothingLate')
              : t('customers.stat.late', { days: data.overdue_days })
          }
          to={invoices}
        />
        <StatCard
          label={t('customers.stat.unapplied')}
          value={<MoneyText value={data.credit} symbol />}
          note={t('customers.stat.unappliedNote')}
          to={`${paths.receipts}?customer_id=${customer.id}`}
        />
        <StatCard
          label={t('customers.stat.undelivered')}
          value={<MoneyText value={data.undelivered} symbol />}
          note={t('customers.stat.undeliveredNote')}
          to={`${paths.orders}?customer_id=${customer.id}&status=confirmed`}
        />
      </StatRow>
      <Panel title={t('customers.exposureTitle')}>
        <ExposureBar figures={data} />
        <p style={{ margin: '10px 0 0', color: 'var(--jq-text-faint)', fontSize: 12.5 }}>
          {t('customers.exposureFormula')}
        </p>
        {foreign.length > 0 && (
          <p style={{ margin: '6px 0 0', display: 'flex', gap: 18, flexWrap: 'wrap' }}>
            {foreign.map((b) => (
              <span key={b.currency}>
                {b.currency}{' '}
                <MoneyText
                  value={sub(add(b.billed, b.unbilled), b.credit)}
                  currency={b.currency}
                  symbol
                  strong
                />
              </span>
            ))}
          </p>
        )}
      </Panel>
    </>
  );
}
