import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DocHeader } from '@/components/document/doc-header';
import { DocLayout } from '@/components/document/doc-layout';
import { LineTable, TwoLines, type LineColumn } from '@/components/document/line-table';
import { MoneyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { QueryView } from '@/components/ui/query-view';
import { DocSkeleton } from '@/components/ui/skeletons';
import { formatInstant } from '@/lib/dates';
import { isZero, sum } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import { useCompanyCurrency } from '@/lib/session';
import { ledgerKeys, readEntry, type EntryDetail, type EntryLine } from '../api';
import { SourceLink } from '../components/source-link';
import { isForeign } from '../lib/balances';

export function EntryPage() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({
    queryKey: ledgerKeys.one(id),
    queryFn: ({ signal }) => readEntry(id, signal),
  });
  return (
    <QueryView query={query} skeleton={<DocSkeleton />} back={paths.entries}>
      {(detail) => <EntryView {...detail} />}
    </QueryView>
  );
}

function EntryView({ entry, lines }: EntryDetail) {
  const { t } = useTranslation();
  const own = useCompanyCurrency();
  const other = (id: string | null, label: string) =>
    id ? [{ label, value: <Link to={paths.entry(id)}>{t('books.openEntry')}</Link> }] : [];
  return (
    <DocLayout
      header={
        <DocHeader
          kind={t('shell.nav.vouchers')}
          number={entry.number}
          status={entry.reversed_by ? 'reversed' : 'posted'}
          statusKind="entry"
          back={paths.entries}
          facts={[
            {
              label: t('fields.amount'),
              value: <MoneyText value={entry.total} currency={own} symbol />,
              strong: true,
            },
            { label: t('books.col.period'), value: entry.period },
            { label: t('books.col.posted'), value: entry.posted_on },
            { label: t('books.col.documentOn'), value: entry.document_on },
            {
              label: t('books.col.event'),
              value: t(`books.event.${entry.event}`, { defaultValue: entry.event }),
            },
            { label: t('books.col.document'), value: <SourceLink entry={entry} /> },
            { label: t('books.col.memo'), value: entry.memo, wide: true },
            { label: t('books.col.created'), value: formatInstant(entry.created_at, true) },
            ...other(entry.reverses_id, t('books.col.reverses')),
            ...other(entry.reversed_by, t('books.col.reversedBy')),
          ]}
        />
      }
    >
      <Panel title={t('books.lines')} flush>
        <EntryLines lines={lines} period={entry.period} own={own} />
      </Panel>
    </DocLayout>
  );
}

function EntryLines({
  lines,
  period,
  own,
}: {
  lines: readonly EntryLine[];
  period: string;
  own: string;
}) {
  const { t } = useTranslation();
  const can = useCan();
  const money = (value: string, currency: string) =>
    isZero(value) ? '' : <MoneyText value={value} currency={currency} />;
  const total = (values: string[]) => <MoneyText value={sum(values)} currency={own} strong />;
  const foreign: LineColumn<EntryLine>[] = isForeign(lines, own)
    ? [
        {
          key: 'original',
          title: t('books.col.original'),
          figure: true,
          width: 140,
          render: (l) =>
            l.currency === own
              ? ''
              : money(isZero(l.debit) ? l.credit : l.debit, l.currency) || l.currency,
        },
      ]
    : [];
  const columns: LineColumn<EntryLine>[] = [
    { key: 'no', title: '#', render: (l) => <span className="jq-num">{l.line_no}</span> },
    {
      key: 'account',
      title: t('books.col.account'),
      width: 220,
      render: (l) => (
        <Link to={paths.entries} search={{ account: l.account, period } as never}>
          <TwoLines main={l.account_name} sub={<span className="jq-num">{l.account}</span>} />
        </Link>
      ),
      foot: t('books.total'),
    },
    {
      key: 'customer',
      title: t('fields.customer'),
      width: 200,
      render: (l) =>
        l.customer_id === null ? (
          ''
        ) : can('customers.read') ? (
          <Link to={paths.customer(l.customer_id)}>{l.customer_name}</Link>
        ) : (
          l.customer_name
        ),
    },
    ...foreign,
    {
      key: 'debit',
      title: t('books.col.debitSide'),
      figure: true,
      width: 140,
      render: (l) => money(l.base_debit, own),
      foot: total(lines.map((l) => l.base_debit)),
    },
    {
      key: 'credit',
      title: t('books.col.creditSide'),
      figure: true,
      width: 140,
      render: (l) => money(l.base_credit, own),
      foot: total(lines.map((l) => l.base_credit)),
    },
  ];
  return (
    <LineTable
      label={t('books.lines')}
      columns={columns}
      rows={lines}
      rowKey={(l) => String(l.line_no)}
    />
  );
}
