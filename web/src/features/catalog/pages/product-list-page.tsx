import { PlusOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { linkColumn, percentColumn, textColumn } from '@/components/table/columns';
import { DataTable } from '@/components/table/data-table';
import type { DataColumn, FilterDef } from '@/components/table/types';
import { ActionBar } from '@/components/ui/action-bar';
import { Page } from '@/components/ui/page';
import { StatusTag } from '@/components/ui/status-tag';
import { formatQty } from '@/lib/money';
import { paths } from '@/lib/paths';
import type { ProductRow } from '../api';

export function ProductListPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const create = () => void navigate({ to: paths.productNew });
  const columns = useMemo<DataColumn<ProductRow>[]>(
    () => [
      linkColumn('sku', t('fields.code'), (r) => paths.product(r.id), { width: 150 }),
      textColumn('name', t('fields.name'), { width: 220 }),
      textColumn('spec', t('fields.spec'), { width: 180 }),
      textColumn('unit', t('fields.unit'), { width: 70 }),
      {
        key: 'price',
        title: t('products.col.listPrice'),
        width: 160,
        align: 'right',
        render: (r) => <span className="jq-num">{r.price ? formatQty(r.price, 2) : '–'}</span>,
      },
      percentColumn('tax_rate', t('fields.tax_rate')),
      textColumn('category', t('products.col.category'), { width: 140 }),
      {
        key: 'active',
        title: t('fields.status'),
        width: 100,
        render: (r) => <StatusTag status={r.active ? 'active' : 'inactive'} />,
      },
    ],
    [t],
  );
  const filters = useMemo<FilterDef[]>(
    () => [
      { kind: 'search', key: 'search', placeholder: t('products.searchHint') },
      {
        kind: 'select',
        key: 'active',
        label: t('fields.status'),
        options: [
          { value: 'true', label: t('status.active') },
          { value: 'false', label: t('status.inactive') },
        ],
      },
    ],
    [t],
  );
  return (
    <Page
      fill
      title={t('shell.nav.products')}
      actions={
        <ActionBar
          actions={[
            {
              key: 'new',
              label: t('products.new'),
              icon: <PlusOutlined />,
              primary: true,
              hotkey: 'n',
              permission: 'products.write',
              run: create,
            },
          ]}
        />
      }
    >
      <DataTable<ProductRow>
        id="products"
        endpoint="/products"
        columns={columns}
        filters={filters}
        rowHref={(r) => paths.product(r.id)}
        rowTone={(r) => (r.active ? undefined : 'muted')}
        empty={{
          title: t('products.empty.title'),
          text: t('products.empty.text'),
          action: { label: t('products.new'), run: create },
        }}
      />
    </Page>
  );
}
