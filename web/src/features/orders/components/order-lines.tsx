import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { LineTable, TwoLines, type LineColumn } from '@/components/document/line-table';
import { ProgressCell } from '@/components/document/progress-cell';
import { MoneyText, PercentText, QtyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { StatusTag } from '@/components/ui/status-tag';
import { formatQty, isZero } from '@/lib/money';
import { paths } from '@/lib/paths';
import type { OrderLine, OrderView } from '../api';

/** Lines with what was ordered, delivered and invoiced. */
export function OrderLines({ order }: { order: OrderView }) {
  const { t } = useTranslation();
  const { currency } = order;
  const discounted = order.lines.some((l) => !isZero(l.discount));
  const columns: (LineColumn<OrderLine> | false)[] = [
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
      render: (l) => (
        <TwoLines
          main={formatQty(l.price, 2)}
          sub={
            l.price_source && t(`orders.source.${l.price_source}`, { defaultValue: l.price_source })
          }
        />
      ),
    },
    discounted && {
      key: 'discount',
      title: t('fields.discount'),
      figure: true,
      render: (l) =>
        !isZero(l.discount_rate) ? (
          <PercentText value={l.discount_rate} />
        ) : (
          <MoneyText value={l.discount} currency={currency} dashZero />
        ),
    },
    {
      key: 'tax_rate',
      title: t('fields.tax_rate'),
      figure: true,
      render: (l) => <PercentText value={l.tax_rate} />,
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
      render: (l) => <MoneyText value={l.tax} currency={currency} />,
    },
    {
      key: 'total',
      title: t('orders.col.total'),
      figure: true,
      foot: <MoneyText value={order.total} currency={currency} />,
      render: (l) => <MoneyText value={l.total} currency={currency} strong />,
    },
  ];
  return (
    <Panel title={t('orders.lines')} flush>
      <LineTable
        label={t('orders.lines')}
        columns={columns.filter((c) => c !== false)}
        rows={order.lines}
        rowKey={(l) => l.id}
        rowTone={(l) => (l.closed ? 'muted' : undefined)}
      />
    </Panel>
  );
}

function inTransit(t: TFunction, line: OrderLine): string {
  const parts = [];
  if (line.dispatched !== line.signed && !isZero(line.dispatched))
    parts.push(t('orders.dispatched', { qty: formatQty(line.dispatched) }));
  if (!isZero(line.returned)) parts.push(t('orders.returned', { qty: formatQty(line.returned) }));
  return parts.join(' · ');
}
