import { PlusOutlined, WarningOutlined } from '@ant-design/icons';
import { Link, useNavigate } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { customerSource } from '@/components/form/sources';
import {
  dateColumn,
  linkColumn,
  moneyColumn,
  statusColumn,
  textColumn,
} from '@/components/table/columns';
import { DataTable } from '@/components/table/data-table';
import type { PresetView } from '@/components/table/saved-views';
import type { DataColumn, FilterDef } from '@/components/table/types';
import { ActionBar } from '@/components/ui/action-bar';
import { Page } from '@/components/ui/page';
import { StatusTag } from '@/components/ui/status-tag';
import { paths } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import type { OrderRow } from '../api';

const STATUSES = ['draft', 'submitted', 'confirmed', 'completed', 'closed', 'cancelled'];
const DELIVERY = ['none', 'partial', 'delivered'];
const BILLING = ['none', 'partial', 'invoiced'];

export function OrderListPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const can = useCan();
  const create = () => void navigate({ to: paths.orderNew });
  const columns = useMemo<DataColumn<OrderRow>[]>(
    () => [
      linkColumn('number', t('fields.number'), (r) => paths.order(r.id), { sort: true }),
      {
        key: 'customer',
        title: t('fields.customer'),
        width: 220,
        render: (r) => <Link to={paths.customer(r.customer_id)}>{r.customer}</Link>,
      },
      {
        key: 'status',
        title: t('fields.status'),
        width: 150,
        render: (r) => (
          <>
            <StatusTag status={r.status} kind="order" />{' '}
            {r.status === 'submitted' && r.open_findings > 0 && (
              <Tooltip title={t('orders.findings.blocks', { count: r.open_findings })}>
                <WarningOutlined style={{ color: 'var(--jq-warning)' }} />
              </Tooltip>
            )}
          </>
        ),
      },
      dateColumn('ordered_on', t('orders.col.date')),
      moneyColumn('total', t('orders.col.total'), {
        currency: (r) => r.currency,
        totalKey: 'total',
      }),
      statusColumn('delivery_state', t('orders.col.deliveryState'), 'delivery_state'),
      statusColumn('billing_state', t('orders.col.billingState'), 'billing_state', {
        width: 136,
      }),
      dateColumn('requested_on', t('fields.requested_date'), { sort: false, width: 136 }),
      textColumn('customer_po', t('orders.col.po'), { width: 150 }),
      textColumn('owner', t('fields.owner'), { width: 100 }),
    ],
    [t],
  );
  const filters = useMemo<FilterDef[]>(() => {
    const options = (kind: string, values: string[]) =>
      values.map((value) => ({
        value,
        label: t([`status.${kind}.${value}`, `status.${value}`], { defaultValue: value }),
      }));
    return [
      { kind: 'search', key: 'search', placeholder: t('orders.searchHint') },
      {
        kind: 'select',
        key: 'status',
        label: t('fields.status'),
        options: options('order', STATUSES),
      },
      {
        kind: 'entity',
        key: 'customer_id',
        label: t('fields.customer'),
        source: customerSource,
      },
      { kind: 'dates', from: 'from', to: 'to', label: t('orders.col.date') },
      {
        kind: 'select',
        key: 'delivery_state',
        label: t('orders.col.deliveryState'),
        options: options('delivery_state', DELIVERY),
      },
      {
        kind: 'select',
        key: 'billing_state',
        label: t('orders.col.billingState'),
        options: options('billing_state', BILLING),
      },
    ];
  }, [t]);
  const presets = useMemo(
    (): PresetView[] => [
      { key: 'to-confirm', name: t('orders.view.toConfirm'), query: { status: 'submitted' } },
      {
        key: 'to-deliver',
        name: t('orders.view.toDeliver'),
        query: { status: 'confirmed', delivery_state: 'none' },
      },
      { key: 'drafts', name: t('orders.view.drafts'), query: { status: 'draft' } },
    ],
    [t],
  );
  return (
    <Page
      fill
      title={t('shell.nav.orders')}
      actions={
        <ActionBar
          actions={[
            {
              key: 'new',
              label: t('shell.action.newOrder'),
              icon: <PlusOutlined />,
              primary: true,
              hotkey: 'n',
              permission: 'orders.write',
              run: create,
            },
          ]}
        />
      }
    >
      <DataTable<OrderRow>
        id="orders"
        endpoint="/orders"
        totals
        defaultSort="-ordered_on"
        columns={columns}
        filters={filters}
        presets={presets}
        rowHref={(r) => paths.order(r.id)}
        rowTone={(r) => (r.status === 'cancelled' ? 'muted' : undefined)}
        empty={{
          title: t('orders.empty.title'),
          text: t('orders.empty.text'),
          action: can('orders.write')
            ? { label: t('shell.action.newOrder'), run: create }
            : undefined,
        }}
      />
    </Page>
  );
}
