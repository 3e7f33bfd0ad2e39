import { Checkbox } from 'antd';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CellInput, LineTable, TwoLines, type LineColumn } from '@/components/document/line-table';
import { QtyInput } from '@/components/money/amount-input';
import { MoneyText, PercentText, QtyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { compare, formatQty, isDecimal, isZero } from '@/lib/money';
import { paths } from '@/lib/paths';
import type { BillableLine } from '../api';
import {
  dropAll,
  freeQty,
  groupTotal,
  pickAll,
  pickedTotal,
  type BillableGroup,
  type Picked,
} from '../lib/billable';

export interface BillableGroupPanelProps {
  group: BillableGroup;
  picked: Picked;
  onPicked: (next: Picked) => void;
}

/** Signed goods of one customer; what is ticked becomes one invoice. */
export function BillableGroupPanel({ group, picked, onPicked }: BillableGroupPanelProps) {
  const { t } = useTranslation();
  const { lines, currency } = group;
  const count = lines.filter((l) => picked[l.delivery_line_id] !== undefined).length;
  const all = count === lines.length;
  const toggle = (line: BillableLine, on: boolean) =>
    onPicked(
      on
        ? { ...picked, [line.delivery_line_id]: isZero(freeQty(line)) ? line.qty : freeQty(line) }
        : dropAll([line], picked),
    );
  const columns: LineColumn<BillableLine>[] = [
    {
      key: 'pick',
      title: '',
      width: 24,
      render: (l) => (
        <Checkbox
          checked={picked[l.delivery_line_id] !== undefined}
          aria-label={`${l.delivery} ${l.name}`}
          onChange={(e) => toggle(l, e.target.checked)}
        />
      ),
    },
    {
      key: 'delivery',
      title: t('document.kind.delivery'),
      width: 140,
      render: (l) => (
        <TwoLines
          main={
            <Link to={paths.delivery(l.delivery_id)} className="jq-num">
              {l.delivery}
            </Link>
          }
          sub={
            <>
              <Link to={paths.order(l.order_id)} className="jq-num">
                {l.order}
              </Link>{' '}
              · {l.signed_on}
            </>
          }
        />
      ),
    },
    {
      key: 'product',
      title: t('fields.product'),
      width: 180,
      render: (l) => <TwoLines main={[l.name, l.spec].filter(Boolean).join(' ')} sub={l.sku} />,
    },
    {
      key: 'left',
      title: t('invoices.col.billable'),
      figure: true,
      render: (l) => (
        <TwoLines
          main={<QtyText value={l.qty} unit={l.unit} />}
          sub={!isZero(l.drafted) && t('invoices.onDrafts', { qty: formatQty(l.drafted) })}
        />
      ),
    },
    {
      key: 'qty',
      title: t('invoices.col.qty'),
      figure: true,
      width: 130,
      render: (l) => {
        const qty = picked[l.delivery_line_id];
        const over = qty !== undefined && isDecimal(qty) && compare(qty, l.qty) > 0;
        return (
          <CellInput>
            <QtyInput
              size="small"
              value={qty ?? ''}
              aria-label={`${t('invoices.col.qty')} ${l.delivery} ${l.name}`}
              onChange={(value) => onPicked({ ...picked, [l.delivery_line_id]: value })}
            />
            {over && (
              <div role="alert" style={{ color: 'var(--jq-danger)', fontSize: 12.5 }}>
                {t('invoices.overBillable')}
              </div>
            )}
          </CellInput>
        );
      },
    },
    {
      key: 'price',
      title: t('fields.price'),
      figure: true,
      render: (l) => formatQty(l.price, 2),
    },
    {
      key: 'tax_rate',
      title: t('fields.tax_rate'),
      figure: true,
      render: (l) => <PercentText value={l.tax_rate} />,
    },
    {
      key: 'total',
      title: t('orders.col.total'),
      figure: true,
      render: (l) => (
        <MoneyText
          value={
            picked[l.delivery_line_id] === undefined
              ? l.total
              : pickedTotal(l, picked[l.delivery_line_id])
          }
          currency={currency}
          tone={picked[l.delivery_line_id] === undefined ? 'soft' : 'none'}
        />
      ),
    },
  ];
  return (
    <Panel
      flush
      title={
        <Checkbox
          checked={all}
          indeterminate={count > 0 && !all}
          onChange={() => onPicked(all ? dropAll(lines, picked) : pickAll(lines, picked))}
        >
          {group.customer}
        </Checkbox>
      }
      extra={
        <span style={{ color: 'var(--jq-text-soft)' }}>
          {t('invoices.pickedOf', { picked: count, count: lines.length })}{' '}
          <MoneyText value={groupTotal(group, picked)} currency={currency} symbol strong />
        </span>
      }
    >
      <LineTable
        label={group.customer}
        columns={columns}
        rows={lines}
        rowKey={(l) => l.delivery_line_id}
      />
    </Panel>
  );
}
