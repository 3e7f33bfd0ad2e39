import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LineTable, TwoLines, type LineColumn } from '@/components/document/line-table';
import { MoneyText, PercentText, QtyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { formatQty, isZero } from '@/lib/money';
import { paths } from '@/lib/paths';
import type { InvoiceLine, InvoiceView } from '../api';
import styles from './invoice.module.css';

/** The lines as they stand on the invoice, tax per line, and the total in words. */
export function InvoiceLines({ invoice }: { invoice: InvoiceView }) {
  const { t } = useTranslation();
  const { currency } = invoice;
  const credited = invoice.lines.some((l) => !isZero(l.red_total));
  const columns: (LineColumn<InvoiceLine> | false)[] = [
    { key: 'no', title: '#', width: 28, render: (l) => l.line_no },
    {
      key: 'name',
      title: t('invoices.col.goods'),
      width: 180,
      foot: t('grid.total'),
      render: (l) => (
        <TwoLines main={l.name} sub={[l.spec, l.tax_code].filter(Boolean).join(' · ')} />
      ),
    },
    {
      key: 'source',
      title: t('invoices.col.source'),
      width: 140,
      render: (l) => (
        <TwoLines
          main={
            <Link to={paths.order(l.order_id)} className="jq-num">
              {l.order}
            </Link>
          }
          sub={
            l.delivery_id && (
              <Link to={paths.delivery(l.delivery_id)} className="jq-num">
                {l.delivery}
              </Link>
            )
          }
        />
      ),
    },
    {
      key: 'qty',
      title: t('fields.qty'),
      figure: true,
      render: (l) => <QtyText value={l.qty} unit={l.unit} />,
    },
    credited && {
      key: 'red',
      title: t('invoices.col.credited'),
      figure: true,
      render: (l) => <MoneyText value={l.red_total} currency={currency} dashZero />,
    },
    {
      key: 'price',
      title: t('invoices.col.price'),
      figure: true,
      render: (l) => formatQty(l.price, 2),
    },
    {
      key: 'net',
      title: t('orders.col.net'),
      figure: true,
      foot: <MoneyText value={invoice.net} currency={currency} />,
      render: (l) => <MoneyText value={l.net} currency={currency} />,
    },
    {
      key: 'tax',
      title: t('fields.tax'),
      figure: true,
      foot: <MoneyText value={invoice.tax} currency={currency} />,
      render: (l) => (
        <TwoLines
          main={<MoneyText value={l.tax} currency={currency} />}
          sub={<PercentText value={l.tax_rate} />}
        />
      ),
    },
    {
      key: 'total',
      title: t('orders.col.total'),
      figure: true,
      pinned: true,
      foot: <MoneyText value={invoice.total} currency={currency} />,
      render: (l) => <MoneyText value={l.total} currency={currency} strong />,
    },
  ];
  return (
    <Panel title={t('invoices.lines')} flush>
      <LineTable
        label={t('invoices.lines')}
        columns={columns.filter((c) => c !== false)}
        rows={invoice.lines}
        rowKey={(l) => l.id}
      />
      {invoice.uppercase && (
        <p className={styles.words}>
          <span>{t('invoices.words')}</span>
          <strong>{invoice.uppercase}</strong>
        </p>
      )}
    </Panel>
  );
}
