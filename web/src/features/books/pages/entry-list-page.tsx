import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { customerSource } from '@/components/form/sources';
import { dateColumn, linkColumn, moneyColumn, textColumn } from '@/components/table/columns';
import { DataTable } from '@/components/table/data-table';
import type { DataColumn, FilterDef } from '@/components/table/types';
import { Page } from '@/components/ui/page';
import { StatusTag } from '@/components/ui/status-tag';
import { paths } from '@/lib/paths';
import { useCompanyCurrency } from '@/lib/session';
import { periodKeys, readPeriods, type EntryRow } from '../api';
import { SourceLink } from '../components/source-link';
import { useAccounts } from '../lib/use-accounts';

export function EntryListPage() {
  const { t } = useTranslation();
  const own = useCompanyCurrency();
  const accounts = useAccounts();
  const periods = useQuery({
    queryKey: periodKeys.all,
    queryFn: ({ signal }) => readPeriods(signal),
  });
  const filters = useMemo<FilterDef[]>(
    () => [
      {
        kind: 'select',
        key: 'period',
        label: t('books.col.period'),
        options: (periods.data ?? []).map((p) => ({ value: p.period, label: p.period })),
      },
      {
        kind: 'select',
        key: 'account',
        label: t('books.col.account'),
        options: accounts.map((a) => ({ value: a.code, label: `${a.code} ${a.label}` })),
      },
      {
        kind: 'entity',
        key: 'customer_id',
        label: t('fields.customer'),
        source: customerSource,
      },
    ],
    [t, periods.data, accounts],
  );
  const columns = useMemo<DataColumn<EntryRow>[]>(
    () => [
      linkColumn('number', t('books.col.voucher'), (r) => paths.entry(r.id), { width: 160 }),
      dateColumn('posted_on', t('books.col.posted'), { sort: false }),
      {
        key: 'event',
        title: t('books.col.event'),
        width: 120,
        render: (r) => t(`books.event.${r.event}`, { defaultValue: r.event }),
      },
      {
        key: 'document_no',
        title: t('books.col.document'),
        width: 150,
        render: (r) => <SourceLink entry={r} />,
      },
      moneyColumn('total', t('fields.amount'), { width: 120, sort: false, currency: () => own }),
      textColumn('memo', t('books.col.memo'), { width: 300 }),
      {
        key: 'state',
        title: t('fields.status'),
        width: 110,
        render: (r) =>
          r.reversed_by ? (
            <StatusTag status="reversed" />
          ) : r.reverses_id ? (
            <StatusTag status="reversed" label={t('books.reversal')} />
          ) : (
            <StatusTag status="posted" tone="success" />
          ),
      },
      dateColumn('document_on', t('books.col.documentOn'), { sort: false, hidden: true }),
    ],
    [t, own],
  );
  return (
    <Page fill title={t('shell.nav.vouchers')} hint={t('books.entriesHint')}>
      <DataTable<EntryRow>
        id="ledger-entries"
        endpoint="/ledger/entries"
        columns={columns}
        filters={filters}
        exportable={false}
        rowHref={(r) => paths.entry(r.id)}
        empty={{ title: t('books.noEntries'), text: t('books.noEntriesText') }}
      />
    </Page>
  );
}
