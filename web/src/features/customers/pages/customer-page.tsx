import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DocHeader } from '@/components/document/doc-header';
import { DocLayout } from '@/components/document/doc-layout';
import { Timeline } from '@/components/document/timeline';
import { Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { QueryView } from '@/components/ui/query-view';
import { DocSkeleton } from '@/components/ui/skeletons';
import { paths } from '@/lib/paths';
import { customerKeys, readBalances, readCustomer, type CustomerView } from '../api';
import { BalanceCards } from '../components/balance-cards';
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
  const [status, setStatus] = useState<'normal' | 'hold' | 'stop' | null>(null);
  const [limit, setLimit] = useState(false);
  const balances = useQuery({
    queryKey: customerKeys.part(customer.id, 'balance'),
    queryFn: ({ signal }) => readBalances(customer.id, signal),
  });
  const data = balances.data;
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
            { label: t('customers.field.tax_id'), value: customer.tax_id || '–', wide: true },
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
              key: 'statement',
              label: t('statements.make'),
              hotkey: 's',
              permission: 'statements.write',
              run: () =>
                void navigate({
                  to: paths.statements,
                  search: {
                    customer_id: customer.id,
                    currency: customer.currency,
                    make: '1',
                  } as never,
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
      {customer.warnings.length > 0 && (
        <Alert
          showIcon
          type="info"
          title={t('customers.warnings')}
          description={
            <ul style={{ margin: 0, paddingInlineStart: 18 }}>
              {customer.warnings.map((w) => (
                <li key={w.code + w.message}>{w.message}</li>
              ))}
            </ul>
          }
        />
      )}
      <ProblemAlert error={balances.error} onRetry={() => void balances.refetch()} />
      {data && <BalanceCards customer={customer} balances={data.balances} />}
      {data && data.months.length > 0 && (
        <BalanceChart customer={customer.id} months={data.months} />
      )}
      <CustomerTabs customer={customer} />
      <CustomerFacts customer={customer} />
      <StatusDialog customer={customer} status={status} onClose={() => setStatus(null)} />
      <LimitDialog customer={customer} open={limit} onClose={() => setLimit(false)} />
    </DocLayout>
  );
}
