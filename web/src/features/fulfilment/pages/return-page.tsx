import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Attachments } from '@/components/document/attachments';
import { DocHeader } from '@/components/document/doc-header';
import { DocLayout, Facts } from '@/components/document/doc-layout';
import { LineTable, TwoLines, type LineColumn } from '@/components/document/line-table';
import { Timeline } from '@/components/document/timeline';
import { MoneyText, QtyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { QueryView } from '@/components/ui/query-view';
import { DocSkeleton } from '@/components/ui/skeletons';
import { paths } from '@/lib/paths';
import { CreditDialog } from '../components/return-credit';
import { readReturn, returnKeys, type ReturnLine, type ReturnView } from '../api';

export function ReturnPage() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({
    queryKey: returnKeys.one(id),
    queryFn: ({ signal }) => readReturn(id, signal),
  });
  return (
    <QueryView query={query} skeleton={<DocSkeleton />} back={paths.returns}>
      {(doc) => <ReturnDocument doc={doc} />}
    </QueryView>
  );
}

function ReturnDocument({ doc }: { doc: ReturnView }) {
  const { t } = useTranslation();
  const { currency } = doc;
  const [crediting, setCrediting] = useState(false);
  const columns: LineColumn<ReturnLine>[] = [
    { key: 'no', title: '#', width: 28, render: (l) => l.line_no },
    {
      key: 'product',
      title: t('fields.product'),
      width: 220,
      foot: t('grid.total'),
      render: (l) => <TwoLines main={[l.name, l.spec].filter(Boolean).join(' ')} sub={l.sku} />,
    },
    {
      key: 'qty',
      title: t('returns.col.qty'),
      figure: true,
      render: (l) => <QtyText value={l.qty} unit={l.unit} />,
    },
    {
      key: 'billed',
      title: t('returns.col.billed'),
      render: (l) =>
        l.billed ? (
          <TwoLines
            main={
              l.invoice_id ? <Link to={paths.invoice(l.invoice_id)}>{l.invoice}</Link> : l.invoice
            }
            sub={
              l.red_id ? <Link to={paths.invoice(l.red_id)}>{l.red}</Link> : t('returns.uncredited')
            }
          />
        ) : (
          t('returns.unbilled')
        ),
    },
    {
      key: 'net',
      title: t('orders.col.net'),
      figure: true,
      foot: <MoneyText value={doc.net} currency={currency} />,
      render: (l) => <MoneyText value={l.net} currency={currency} />,
    },
    {
      key: 'tax',
      title: t('fields.tax'),
      figure: true,
      foot: <MoneyText value={doc.tax} currency={currency} />,
      render: (l) => <MoneyText value={l.tax} currency={currency} />,
    },
    {
      key: 'total',
      title: t('returns.col.total'),
      figure: true,
      foot: <MoneyText value={doc.total} currency={currency} />,
      render: (l) => <MoneyText value={l.total} currency={currency} strong />,
    },
  ];
  return (
    <DocLayout
      header={
        <DocHeader
          kind={t('document.kind.return')}
          number={doc.number}
          status={doc.status}
          statusKind="return"
          back={paths.returns}
          facts={[
            {
              label: t('fields.customer'),
              value: <Link to={paths.customer(doc.customer_id)}>{doc.customer}</Link>,
            },
            {
              label: t('returns.col.total'),
              value: <MoneyText value={doc.total} currency={currency} symbol />,
              strong: true,
            },
            {
              label: t('document.kind.order'),
              value: (
                <Link to={paths.order(doc.order_id)} className="jq-num">
                  {doc.order}
                </Link>
              ),
            },
            { label: t('returns.col.date'), value: doc.returned_on },
            { label: t('common.reason'), value: doc.reason },
          ]}
          actions={[
            {
              key: 'credit',
              label: t('returns.credit'),
              hotkey: 'r',
              primary: true,
              permission: 'invoices.issue',
              hidden: doc.status !== 'received',
              run: () => setCrediting(true),
            },
          ]}
          next={doc.status === 'received' ? t('returns.next') : undefined}
        />
      }
      side={
        <>
          <Attachments subject={{ kind: 'return', id: doc.id }} purpose="goods_return" />
          <Panel title={t('document.timeline')}>
            <Timeline subject={doc.id} />
          </Panel>
        </>
      }
    >
      <Panel title={t('returns.lines')} flush>
        <LineTable
          label={t('returns.lines')}
          columns={columns}
          rows={doc.lines}
          rowKey={(l) => l.id}
        />
      </Panel>
      {doc.note && (
        <Panel title={t('orders.details')}>
          <Facts items={[{ label: t('fields.note'), value: doc.note, wide: true }]} />
        </Panel>
      )}
      <CreditDialog doc={doc} open={crediting} onClose={() => setCrediting(false)} />
    </DocLayout>
  );
}
