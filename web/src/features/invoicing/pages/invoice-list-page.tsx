import { PlusOutlined } from '@ant-design/icons';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { customerSource } from '@/components/form/sources';
import {
  dateColumn,
  dueColumn,
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
import type { InvoiceRow } from '../api';
import { FORMS } from '../lib/invoice-rules';

const STATUSES = ['draft', 'issued'];
const KINDS = ['blue', 'red'];

/** 发票台账: every invoice, findable by any of its fields. */
export function InvoiceListPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const create = () => void navigate({ to: paths.invoiceNew });
  const columns = useMemo<DataColumn<InvoiceRow>[]>(
    () => [
      {
        key: 'number',
        title: t('fields.number'),
        width: 160,
        locked: true,
        fixed: 'left',
        render: (r) => (
          <Link to={paths.invoice(r.id)} className="jq-num" style={{ fontWeight: 500 }}>
            {r.number || t('invoices.noNumber')}
          </Link>
        ),
      },
      {
        key: 'customer',
        title: t('fields.customer'),
        width: 220,
        render: (r) => <Link to={paths.customer(r.customer_id)}>{r.customer}</Link>,
      },
      statusColumn('status', t('fields.status'), 'invoice', { width: 100 }),
      moneyColumn('total', t('orders.col.total'), {
        currency: (r) => r.currency,
        sort: false,
        strong: true,
        totalKey: 'total',
      }),
      moneyColumn('open', t('invoices.col.open'), {
        currency: (r) => r.currency,
        sort: false,
        dashZero: true,
      }),
      dueColumn(
        'due_on',
        t('fields.due_date'),
        (r) => r.open,
        (days) => t('invoices.late', { count: days }),
        { sort: false },
      ),
      dateColumn('issued_on', t('invoices.col.issued'), { sort: false }),
      textColumn('bureau_number', t('invoices.col.bureau'), { width: 205 }),
      statusColumn('kind', t('invoices.col.kind'), 'invoice_kind', { width: 90 }),
      {
        key: 'form',
        title: t('invoices.col.form'),
        width: 110,
        render: (r) => t(`invoices.form.${r.form}`, { defaultValue: r.form }),
      },
      moneyColumn('net', t('orders.col.net'), {
        currency: (r) => r.currency,
        sort: false,
        totalKey: 'net',
      }),
      moneyColumn('tax', t('fields.tax'), {
        currency: (r) => r.currency,
        sort: false,
        width: 120,
        totalKey: 'tax',
      }),
      moneyColumn('credited', t('invoices.col.credited'), {
        currency: (r) => r.currency,
        sort: false,
        dashZero: true,
        hidden: true,
      }),
      dateColumn('drafted_on', t('invoices.col.drafted'), { sort: false, hidden: true }),
    ],
    [t],
  );
  const filters = useMemo<FilterDef[]>(
    () => [
      { kind: 'search', key: 'search', placeholder: t('invoices.searchHint') },
      {
        kind: 'select',
        key: 'status',
        label: t('fields.status'),
        options: STATUSES.map((value) => ({
          value,
          label: t([`status.invoice.${value}`, `status.${value}`]),
        })),
      },
      { kind: 'entity', key: 'customer_id', label: t('fields.customer'), source: customerSource },
      { kind: 'dates', from: 'from', to: 'to', label: t('invoices.col.issued') },
      {
        kind: 'select',
        key: 'kind',
        label: t('invoices.col.kind'),
        options: KINDS.map((value) => ({ value, label: t(`status.invoice_kind.${value}`) })),
      },
      {
        kind: 'select',
        key: 'form',
        label: t('invoices.col.form'),
        options: FORMS.map((value) => ({ value, label: t(`invoices.form.${value}`) })),
      },
      {
        kind: 'select',
        key: 'has_bureau_number',
        label: t('invoices.col.bureau'),
        options: [
          { value: 'true', label: t('invoices.numbered') },
          { value: 'false', label: t('invoices.unnumbered') },
        ],
      },
    ],
    [t],
  );
  const presets = useMemo(
    (): PresetView[] => [
      { key: 'drafts', name: t('invoices.view.drafts'), query: { status: 'draft' } },
      {
        key: 'unnumbered',
        name: t('invoices.view.unnumbered'),
        query: { status: 'issued', has_bureau_number: 'false' },
      },
      { key: 'red', name: t('invoices.view.red'), query: { kind: 'red' } },
    ],
    [t],
  );
  return (
    <Page
      fill
      title={t('invoices.ledger')}
      actions={
        <ActionBar
          actions={[
            {
              key: 'new',
              label: t('invoices.new'),
              icon: <PlusOutlined />,
              primary: true,
              hotkey: 'n',
              permission: 'invoices.write',
              run: create,
            },
          ]}
        />
      }
    >
      <DataTable<InvoiceRow>
        id="invoices"
        endpoint="/invoices"
        totals
        columns={columns}
        filters={filters}
        presets={presets}
        rowHref={(r) => paths.invoice(r.id)}
        empty={{
          title: t('invoices.empty.title'),
          text: t('invoices.empty.text'),
          action: { label: t('invoices.new'), run: create },
        }}
      />
    </Page>
  );
}
