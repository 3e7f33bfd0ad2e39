import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { LineTable, TwoLines, type LineColumn } from '@/components/document/line-table';
import { ProgressCell } from '@/components/document/progress-cell';
import { MoneyText, PercentText, QtyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { StatusTag } from '@/components/ui/status-tag';
import { formatAmount, formatPercent, formatQty, isZero } from '@/lib/money';
import { paths } from '@/lib/paths';
import type { OrderLine, OrderView } from '../api';

/** Lines with what was ordered, delivered and invoiced. */
export function OrderLines({ order }: { order: OrderView }) {
  const { t } = useTranslation();
  const { currency } = order;
  const columns: LineColumn<OrderLine>[] = [
    { key: 'no', title: '#', render: (l) => l.line_no, width: 28 },
    {
      key: 'product',
      title: t('fields.product'),
      width: 170,
      foot: t('grid.total'),
      render: (l) => (
        <TwoLines
          main={
            <>
              <Link to={paths.product(l.product_id)}>{l.name}</Link> {l.spec}
            </>
          }
          sub={
            <>
              {[
                l.sku,
                l.requested_on &&
                  l.requested_on !== order.requested_on &&
                  `${t('fields.requested_date')} ${l.requested_on}`,
                l.note,
              ]
                .filter(Boolean)
                .join(' · ')}{' '}
              {l.closed && <StatusTag status="closed" />}
            </>
          }
        />
      ),
    },
    {
      key: 'qty',
      title: t('orders.col.ordered'),
      figure: true,
      render: (l) => <QtyText value={l.qty} unit={l.unit} />,
    },
    {
      key: 'signed',
      title: t('orders.col.delivered'),
      figure: true,
      render: (l) => (
        <TwoLines
          main={<ProgressCell done={l.signed} of={l.qty} label={t('orders.col.delivered')} />}
          sub={inTransit(t, l)}
        />
      ),
    },
    {
      key: 'invoiced',
      title: t('orders.col.invoiced'),
      figure: true,
      render: (l) => <ProgressCell done={l.invoiced} of={l.qty} label={t('orders.col.invoiced')} />,
    },
    {
      key: 'price',
      title: t(order.tax_inclusive ? 'orders.col.priceIn' : 'orders.col.priceEx'),
      figure: true,
      render: (l) => <TwoLines main={formatQty(l.price, 2)} sub={priceNotes(t, l, currency)} />,
    },
    {
      key: 'net',
      title: t('orders.col.net'),
      figure: true,
      foot: <MoneyText value={order.net} currency={currency} />,
      render: (l) => <MoneyText value={l.net} currency={currency} />,
    },
    {
      key: 'tax',
      title: t('fields.tax'),
      figure: true,
      foot: <MoneyText value={order.tax} currency={currency} />,
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
      foot: <MoneyText value={order.total} currency={currency} />,
      render: (l) => <MoneyText value={l.total} currency={currency} strong />,
    },
  ];
  return (
    <Panel title={t('orders.lines')} flush>
      <LineTable
        label={t('orders.lines')}
        columns={columns}
        rows={order.lines}
        rowKey={(l) => l.id}
        rowTone={(l) => (l.closed ? 'muted' : undefined)}
      />
    </Panel>
  );
}

/** Where the price comes from, and what is taken off it. */
function priceNotes(t: TFunction, line: OrderLine, currency: string): string {
  const source = line.price_source;
  const parts = [source && t(`orders.source.${source}`, { defaultValue: source })];
  if (!isZero(line.discount_rate)) parts.push(`−${formatPercent(line.discount_rate)}`);
  else if (!isZero(line.discount)) parts.push(`−${formatAmount(line.discount, currency)}`);
  return parts.filter(Boolean).join(' · ');
}

function inTransit(t: TFunction, line: OrderLine): string {
  const parts = [];
  if (line.dispatched !== line.signed && !isZero(line.dispatched))
    parts.push(t('orders.dispatched', { qty: formatQty(line.dispatched) }));
  if (!isZero(line.returned)) parts.push(t('orders.returned', { qty: formatQty(line.returned) }));
  return parts.join(' · ');
}
