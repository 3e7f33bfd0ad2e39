import { PlusOutlined } from '@ant-design/icons';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { MoneyText } from '@/components/money/money-text';
import { moneyColumn, statusColumn, textColumn } from '@/components/table/columns';
import { DataTable } from '@/components/table/data-table';
import type { DataColumn, FilterDef } from '@/components/table/types';
import { ActionBar } from '@/components/ui/action-bar';
import { Page } from '@/components/ui/page';
import { paths } from '@/lib/paths';
import type { CustomerRow } from '../api';

const STATUSES = ['normal', 'hold', 'stop'];

export function CustomerListPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const create = () => void navigate({ to: paths.customerNew });
  const columns = useMemo<DataColumn<CustomerRow>[]>(
    () => [
      {
        key: 'name',
        title: t('fields.name'),
        width: 260,
        locked: true,
        fixed: 'left',
        render: (r) => (
          <Link to={paths.customer(r.id)} style={{ fontWeight: 500 }}>
            {r.name}
          </Link>
        ),
      },
      textColumn('code', t('fields.code'), { width: 150 }),
      statusColumn('status', t('fields.status'), 'customer', { width: 110 }),
      moneyColumn('balance', t('customers.col.balance'), { sort: false }),
      {
        key: 'credit_limit',
        title: t('customers.field.credit_limit'),
        width: 140,
        align: 'right',
        render: (r) =>
          r.credit_limit === null ? (
            <span style={{ color: 'var(--jq-text-faint)' }}>{t('money.exposure.noLimit')}</span>
          ) : (
            <MoneyText value={r.credit_limit} />
          ),
      },
      textColumn('currency', t('fields.currency'), { width: 96 }),
      textColumn('terms', t('fields.terms'), { width: 230 }),
      textColumn('owner', t('fields.owner'), { width: 110 }),
    ],
    [t],
  );
  const filters = useMemo<FilterDef[]>(
    () => [
      { kind: 'search', key: 'search', placeholder: t('customers.searchHint') },
      {
        kind: 'select',
        key: 'status',
        label: t('fields.status'),
        options: STATUSES.map((value) => ({ value, label: t(`status.customer.${value}`) })),
      },
    ],
    [t],
  );
  const presets = useMemo(
    () => [{ key: 'hold', name: t('customers.view.hold'), query: { status: 'hold' } }],
    [t],
  );
  return (
    <Page
      fill
      title={t('shell.nav.customers')}
      actions={
        <ActionBar
          actions={[
            {
              key: 'new',
              label: t('customers.new'),
              icon: <PlusOutlined />,
              primary: true,
              hotkey: 'n',
              permission: 'customers.write',
              run: create,
            },
          ]}
        />
      }
    >
      <DataTable<CustomerRow>
        id="customers"
        endpoint="/customers"
        columns={columns}
        filters={filters}
        presets={presets}
        rowHref={(r) => paths.customer(r.id)}
        rowTone={(r) =>
          r.status === 'hold' ? 'warning' : r.status === 'stop' ? 'danger' : undefined
        }
        empty={{
          title: t('customers.empty.title'),
          text: t('customers.empty.text'),
          action: { label: t('customers.new'), run: create },
        }}
      />
    </Page>
  );
}
