import { PlusOutlined, SwapOutlined } from '@ant-design/icons';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
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
import { paths } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import type { Receipt } from '../api';
import { EnterDialog } from '../components/enter-dialog';

const STATUSES = ['unclaimed', 'claimed', 'reversed'];

/** Money that arrived: whose it is and how much of it still waits for allocation. */
export function ReceiptListPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const can = useCan();
  const [entering, setEntering] = useState(false);
  const columns = useMemo<DataColumn<Receipt>[]>(
    () => [
      linkColumn('number', t('fields.number'), (r) => paths.receipt(r.id)),
      statusColumn('status', t('fields.status'), 'receipt', { width: 124 }),
      dateColumn('received_on', t('receipts.col.received'), { sort: false }),
      {
        key: 'customer',
        title: t('fields.customer'),
        width: 220,
        render: (r) =>
          r.customer_id ? (
            <Link to={paths.customer(r.customer_id)}>{r.customer_name}</Link>
          ) : (
            <span style={{ color: 'var(--jq-text-faint)' }}>{t('receipts.nobody')}</span>
          ),
      },
      textColumn('payer', t('receipts.col.payer'), { width: 230 }),
      moneyColumn('amount', t('fields.amount'), {
        currency: (r) => r.currency,
        sort: false,
        strong: true,
      }),
      moneyColumn('open', t('receipts.col.unapplied'), {
        currency: (r) => r.currency,
        sort: false,
        dashZero: true,
      }),
      textColumn('bank_account_name', t('receipts.col.account'), { width: 130 }),
      textColumn('bank_ref', t('receipts.col.ref'), { width: 190 }),
      textColumn('text', t('receipts.col.text'), { width: 180 }),
      textColumn('owner', t('fields.owner'), { width: 110, hidden: true }),
    ],
    [t],
  );
  const filters = useMemo<FilterDef[]>(
    () => [
      { kind: 'search', key: 'search', placeholder: t('receipts.searchHint') },
      {
        kind: 'select',
        key: 'status',
        label: t('fields.status'),
        options: STATUSES.map((value) => ({
          value,
          label: t([`status.receipt.${value}`, `status.${value}`]),
        })),
      },
      { kind: 'entity', key: 'customer_id', label: t('fields.customer'), source: customerSource },
      { kind: 'dates', from: 'from', to: 'to', label: t('receipts.col.received') },
      { kind: 'flag', key: 'unapplied', label: t('receipts.view.unapplied') },
    ],
    [t],
  );
  const presets = useMemo(
    (): PresetView[] => [
      { key: 'unclaimed', name: t('receipts.view.unclaimed'), query: { status: 'unclaimed' } },
      { key: 'unapplied', name: t('receipts.view.unapplied'), query: { unapplied: 'true' } },
    ],
    [t],
  );
  return (
    <Page
      fill
      title={t('shell.nav.receipts')}
      actions={
        <ActionBar
          actions={[
            {
              key: 'new',
              label: t('receipts.new'),
              icon: <PlusOutlined />,
              primary: true,
              hotkey: 'n',
              permission: 'receipts.write',
              run: () => setEntering(true),
            },
            {
              key: 'allocate',
              label: t('receipts.action.allocate'),
              icon: <SwapOutlined />,
              hotkey: 'h',
              permission: 'allocations.write',
              run: () => void navigate({ to: paths.allocation }),
            },
          ]}
        />
      }
    >
      <DataTable<Receipt>
        id="receipts"
        endpoint="/receipts"
        columns={columns}
        filters={filters}
        presets={presets}
        rowHref={(r) => paths.receipt(r.id)}
        rowTone={(r) => (r.status === 'reversed' ? 'muted' : undefined)}
        empty={{
          title: t('receipts.empty.title'),
          text: t('receipts.empty.text'),
          ...(can('receipts.write')
            ? { action: { label: t('receipts.new'), run: () => setEntering(true) } }
            : {}),
        }}
      />
      <EnterDialog open={entering} onClose={() => setEntering(false)} />
    </Page>
  );
}
