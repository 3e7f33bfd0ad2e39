import { useMemo, useState } from 'react';
import { localSource } from '@/components/form/entity-source';
import type { ProductRef } from '@/components/form/sources';
import { blankRow, withOption, withText } from '@/components/form/grid/grid-rows';
import { KeyboardGrid } from '@/components/form/grid/keyboard-grid';
import type { GridColumn, GridRow } from '@/components/form/grid/types';
import { MoneyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { today } from '@/lib/dates';
import { formatQty, mul, sub, sum } from '@/lib/money';
import { PRODUCTS } from '../lib/sample';

const source = localSource('sample-products', PRODUCTS);

function lineAmount(row: GridRow): string {
  const { qty, price, discount } = row.values;
  if (!qty || !price) return '';
  return mul(mul(qty, price), sub('1', discount || '0'), 2);
}

const COLUMNS: GridColumn[] = [
  {
    key: 'product',
    title: '产品',
    kind: 'lookup',
    source,
    width: 120,
    required: true,
    fill: (option) => {
      const p = option.data as ProductRef;
      return {
        name: `${p.name} ${p.spec ?? ''}`,
        unit: p.unit,
        price: p.price ?? '',
        tax_rate: p.tax_rate ?? '',
      };
    },
  },
  { key: 'name', title: '名称规格', kind: 'text', readOnly: true, grow: true, width: 160 },
  { key: 'unit', title: '单位', kind: 'text', readOnly: true, width: 64 },
  { key: 'qty', title: '数量', kind: 'qty', width: 100, required: true },
  { key: 'price', title: '含税单价', kind: 'price', width: 110, required: true },
  { key: 'discount', title: '折扣', kind: 'percent', width: 80 },
  { key: 'amount', title: '含税金额', kind: 'amount', width: 130, compute: lineAmount },
  {
    key: 'tax_rate',
    title: '税率',
    kind: 'select',
    width: 84,
    options: [
      { value: '0.13', label: '13%' },
      { value: '0.09', label: '9%' },
      { value: '0.06', label: '6%' },
    ],
  },
  { key: 'date', title: '要求交期', kind: 'date', width: 116 },
];

function sample(index: number, qty: string): GridRow {
  const [product, , , quantity] = COLUMNS;
  const option = PRODUCTS[index];
  if (!product || !quantity || !option) return blankRow();
  return withText(withOption(blankRow(), product, option), quantity, qty, today());
}

export function GridSection() {
  const [rows, setRows] = useState<GridRow[]>(() => {
    const first = [sample(0, '120'), sample(3, '40'), sample(12, '1500'), sample(25, '8')];
    const qty = COLUMNS[3];
    return qty && first[3]
      ? [...first.slice(0, 3), withText(first[3], qty, '8件', today())]
      : first;
  });
  const marks = useMemo(
    () =>
      rows[1]
        ? {
            [rows[1].key]: {
              price: {
                tone: 'warning' as const,
                text: '低于上次成交价 46.00（2026-10-12，SO-202610-0188）3.2%',
              },
            },
          }
        : {},
    [rows],
  );
  const total = sum(rows.map(lineAmount).filter((v) => v !== ''));
  return (
    <Panel title="订单行">
      <KeyboardGrid
        label="订单行"
        columns={COLUMNS}
        rows={rows}
        onRows={setRows}
        marks={marks}
        totals={(filled) => ({
          qty: formatQty(sum(filled.map((r) => r.values.qty || '0'))),
          amount: <MoneyText value={sum(filled.map((r) => lineAmount(r) || '0'))} />,
        })}
        foot={
          <>
            价税合计 <MoneyText value={total} symbol strong />
          </>
        }
      />
    </Panel>
  );
}
