import { Button } from 'antd';
import { useMemo } from 'react';
import {
  dateColumn,
  dueColumn,
  linkColumn,
  moneyColumn,
  qtyColumn,
  statusColumn,
  textColumn,
} from '@/components/table/columns';
import { DataTable } from '@/components/table/data-table';
import type { DataColumn, FilterDef } from '@/components/table/types';
import { today } from '@/lib/dates';
import { isZero } from '@/lib/money';
import { fetchOrders, type SampleOrder } from '../lib/sample';

const STATES = [
  'draft',
  'submitted',
  'confirmed',
  'partly_delivered',
  'completed',
  'hold',
  'cancelled',
];

export function TableSection() {
  const columns = useMemo<DataColumn<SampleOrder>[]>(
    () => [
      linkColumn('number', '单号', (o) => `/orders/${o.id}`, { width: 150 }),
      statusColumn('status', '状态', 'order', { width: 116 }),
      textColumn('customer', '客户', { width: 230 }),
      dateColumn('order_date', '下单日期'),
      dueColumn(
        'due_date',
        '到期日',
        (o) => o.open,
        (d) => `逾 ${d} 天`,
      ),
      qtyColumn('qty', '数量', { width: 90 }),
      moneyColumn('amount', '金额', { totalKey: 'amount', currency: (o) => o.currency }),
      moneyColumn('open', '未收', {
        totalKey: 'open',
        currency: (o) => o.currency,
        dashZero: true,
      }),
      textColumn('owner', '业务员', { width: 100 }),
      textColumn('currency', '币种', { hidden: true, width: 80 }),
    ],
    [],
  );
  const filters: FilterDef[] = [
    { kind: 'search', key: 'q', placeholder: '单号、客户' },
    {
      kind: 'select',
      key: 'status',
      label: '状态',
      multiple: true,
      options: STATES.map((value) => ({ value, label: value })),
    },
    { kind: 'dates', from: 'from', to: 'to', label: '下单' },
    { kind: 'flag', key: 'overdue', label: '仅逾期' },
    { kind: 'amounts', from: 'min', to: 'max', label: '金额' },
  ];
  return (
    <DataTable<SampleOrder>
      id="gallery"
      endpoint="/orders"
      fetchPage={fetchOrders}
      columns={columns}
      filters={filters}
      presets={[
        { key: 'todo', name: '待确认', query: { status: 'submitted' } },
        { key: 'overdue', name: '已逾期', query: { overdue: 'true' } },
        { key: 'hold', name: '暂停', query: { status: 'hold' } },
      ]}
      defaultSort="-order_date"
      rowHref={(o) => `/orders/${o.id}`}
      rowTone={(o) =>
        o.status === 'cancelled'
          ? 'muted'
          : o.due_date < today() && !isZero(o.open)
            ? 'danger'
            : undefined
      }
      bulk={(rows) => <Button size="small">批量确认 {rows.length} 单</Button>}
      empty={{
        title: '还没有订单',
        text: '从新建或导入开始。',
        action: { label: '新建订单', run: () => undefined },
      }}
    />
  );
}
