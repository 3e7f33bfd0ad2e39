import { PlusOutlined } from '@ant-design/icons';
import { Link, useNavigate } from '@tanstack/react-router';
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
import type { DataColumn, FilterDef } from '@/components/table/types';
import { ActionBar } from '@/components/ui/action-bar';
import { Page } from '@/components/ui/page';
import { paths } from '@/lib/paths';
import type { DeliveryRow } from '../api';

const STATUSES = ['dispatched', 'signed', 'cancelled'];

export function DeliveryListPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const columns = useMemo<DataColumn<DeliveryRow>[]>(
    () => [
      linkColumn('number', t('fields.number'), (r) => paths.delivery(r.id)),
      {
        key: 'order',
        title: t('document.kind.order'),
        width: 160,
        render: (r) => (
          <Link to={paths.order(r.order_id)} className="jq-num">
            {r.order}
          </Link>
        ),
      },
      textColumn('customer', t('fields.customer'), { width: 220 }),
      statusColumn('status', t('fields.status'), 'delivery'),
      dateColumn('dispatched_on', t('deliveries.col.dispatched'), { sort: false }),
      {
        key: 'signed_on',
        title: t('deliveries.col.signed'),
        width: 130,
        render: (r) =>
          r.signed_on ? (
            <span className="jq-num">{r.signed_on}</span>
          ) : r.unsigned_days ? (
            <span style={{ color: 'var(--jq-warning)' }}>
              {t('deliveries.unsigned', { count: r.unsigned_days })}
            </span>
          ) : (
            <span style={{ color: 'var(--jq-text-faint)' }}>–</span>
          ),
      },
      moneyColumn('total', t('deliveries.col.total'), {
        currency: (r) => r.currency,
        sort: false,
        dashZero: true,
      }),
      textColumn('carrier', t('deliveries.col.carrier'), { width: 120 }),
      textColumn('tracking_no', t('deliveries.col.tracking')),
    ],
    [t],
  );
  const filters = useMemo<FilterDef[]>(
    () => [
      { kind: 'search', key: 'search', placeholder: t('deliveries.searchHint') },
      {
        kind: 'select',
        key: 'status',
        label: t('fields.status'),
        options: STATUSES.map((value) => ({
          value,
          label: t([`status.delivery.${value}`, `status.${value}`]),
        })),
      },
      { kind: 'entity', key: 'customer_id', label: t('fields.customer'), source: customerSource },
      { kind: 'dates', from: 'from', to: 'to', label: t('deliveries.col.dispatched') },
    ],
    [t],
  );
  const presets = useMemo(
    () => [
      { key: 'unsigned', name: t('deliveries.view.unsigned'), query: { status: 'dispatched' } },
      { key: 'signed', name: t('deliveries.view.signed'), query: { status: 'signed' } },
    ],
    [t],
  );
  return (
    <Page
      fill
      title={t('shell.nav.deliveries')}
      actions={
        <ActionBar
          actions={[
            {
              key: 'new',
              label: t('deliveries.new'),
              icon: <PlusOutlined />,
              primary: true,
              hotkey: 'n',
              permission: 'deliveries.write',
              run: () => void navigate({ to: paths.deliveryNew }),
            },
          ]}
        />
      }
    >
      <DataTable<DeliveryRow>
        id="deliveries"
        endpoint="/deliveries"
        columns={columns}
        filters={filters}
        presets={presets}
        rowHref={(r) => paths.delivery(r.id)}
        rowTone={(r) => (r.status === 'cancelled' ? 'muted' : undefined)}
        empty={{
          title: t('deliveries.empty.title'),
          text: t('deliveries.empty.text'),
          action: {
            label: t('deliveries.empty.action'),
            run: () =>
              void navigate({ to: paths.orders, search: { status: 'confirmed' } as never }),
          },
        }}
      />
    </Page>
  );
}
