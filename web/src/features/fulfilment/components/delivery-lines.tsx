import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LineTable, TwoLines, type LineColumn } from '@/components/document/line-table';
import { ProgressCell } from '@/components/document/progress-cell';
import { MoneyText, QtyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { isZero } from '@/lib/money';
import { paths } from '@/lib/paths';
import type { DeliveryLine, DeliveryView } from '../api';

/** What left, what was signed for, what came back and what is invoiced. */
export function DeliveryLines({ delivery }: { delivery: DeliveryView }) {
  const { t } = useTranslation();
  const { currency, lines } = delivery;
  const signed = delivery.status === 'signed';
  const rejected = lines.some((l) => !isZero(l.rejected));
  const returned = lines.some((l) => !isZero(l.returned));
  const columns: (LineColumn<DeliveryLine> | false)[] = [
    { key: 'no', title: '#', width: 28, render: (l) => l.line_no },
    {
      key: 'product',
      title: t('fields.product'),
      width: 220,
      ...(signed ? { foot: t('grid.total') } : {}),
      render: (l) => (
        <TwoLines
          main={
            <>
              <Link to={paths.product(l.product_id)}>{l.name}</Link> {l.spec}
            </>
          }
          sub={l.sku}
        />
      ),
    },
    {
      key: 'qty',
      title: t('deliveries.col.sent'),
      figure: true,
      render: (l) => <QtyText value={l.qty} unit={l.unit} />,
    },
    signed && {
      key: 'signed',
      title: t('deliveries.col.signedQty'),
      figure: true,
      render: (l) => (
        <ProgressCell done={l.signed} of={l.qty} label={t('deliveries.col.signedQty')} />
      ),
    },
    rejected && {
      key: 'rejected',
      title: t('deliveries.col.rejectedQty'),
      figure: true,
      render: (l) =>
        isZero(l.rejected) ? (
          ''
        ) : (
          <TwoLines main={<QtyText value={l.rejected} />} sub={l.reject_reason} />
        ),
    },
    returned && {
      key: 'returned',
      title: t('deliveries.col.returned'),
      figure: true,
      render: (l) => (isZero(l.returned) ? '' : <QtyText value={l.returned} />),
    },
    signed && {
      key: 'invoiced',
      title: t('orders.col.invoiced'),
      figure: true,
      render: (l) => (
        <ProgressCell done={l.invoiced} of={l.signed} label={t('orders.col.invoiced')} />
      ),
    },
    signed && {
      key: 'total',
      title: t('deliveries.col.total'),
      figure: true,
      foot: <MoneyText value={delivery.total} currency={currency} />,
      render: (l) => <MoneyText value={l.total} currency={currency} />,
    },
  ];
  return (
    <Panel title={t('deliveries.lines')} flush>
      <LineTable
        label={t('deliveries.lines')}
        columns={columns.filter((c) => c !== false)}
        rows={lines}
        rowKey={(l) => l.id}
      />
    </Panel>
  );
}
