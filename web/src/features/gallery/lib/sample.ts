/** Made-up but believable records for the gallery; deterministic, so screenshots can be compared. */
import type { EntityOption } from '@/components/form/entity-source';
import type { LinkedDoc } from '@/components/document/linked-docs';
import type { TimelineEvent } from '@/components/document/timeline';
import type { Totals } from '@/components/table/types';
import type { ProductRef } from '@/components/form/sources';
import { addDays, today } from '@/lib/dates';
import type { ListPage, Query } from '@/lib/http';
import { add, isZero, mul, sub, sum } from '@/lib/money';

export interface SampleOrder {
  id: string;
  number: string;
  customer: string;
  owner: string;
  status: string;
  order_date: string;
  due_date: string;
  amount: string;
  open: string;
  qty: string;
  currency: string;
}

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const CITIES = ['杭州', '苏州', '宁波', '上海', '无锡', '青岛', '佛山', '厦门', '成都', '武汉'];
const NAMES = [
  '明远贸易',
  '恒泰机电',
  '华瑞五金',
  '博远科技',
  '金桥建材',
  '瑞丰包装',
  '天一电子',
  '东方管业',
];
const OWNERS = ['王磊', '李娜', '赵强', '周敏'];
const STATES = [
  'draft',
  'submitted',
  'confirmed',
  'partly_delivered',
  'completed',
  'completed',
  'hold',
  'cancelled',
];
const next = random(42);
const from = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;

const ORDERS: SampleOrder[] = Array.from({ length: 3_200 }, (_, index) => {
  const amount = `${Math.floor(next() * 260_000) + 800}.${String(Math.floor(next() * 100)).padStart(2, '0')}`;
  const date = addDays(today(), -Math.floor(index / 6));
  const status = from(STATES);
  const paid = status === 'completed' ? amount : next() > 0.7 ? mul(amount, '0.4', 2) : '0.00';
  return {
    id: `ord_${index}`,
    number: `SO-${date.slice(0, 4)}${date.slice(5, 7)}-${String(3_200 - index).padStart(4, '0')}`,
    customer: `${from(CITIES)}${from(NAMES)}有限公司`,
    owner: from(OWNERS),
    status,
    order_date: date,
    due_date: addDays(date, 30),
    amount,
    open: status === 'cancelled' ? '0.00' : sub(amount, paid),
    qty: String(Math.floor(next() * 900) + 10),
    currency: next() > 0.93 ? 'USD' : 'CNY',
  };
});

const asText = (value: Query[string]) => (typeof value === 'string' ? value : '');

export async function fetchOrders(query: Query): Promise<ListPage<SampleOrder, Totals>> {
  await new Promise((resolve) => setTimeout(resolve, 250));
  const states = asText(query.status).split(',').filter(Boolean);
  const q = asText(query.q);
  const found = ORDERS.filter(
    (o) =>
      (states.length === 0 || states.includes(o.status)) &&
      (q === '' || o.number.includes(q) || o.customer.includes(q)) &&
      (!query.from || o.order_date >= asText(query.from)) &&
      (!query.to || o.order_date <= asText(query.to)) &&
      (query.overdue !== 'true' || (o.due_date < today() && !isZero(o.open))),
  );
  const sort = asText(query.sort);
  if (sort.endsWith('order_date') && !sort.startsWith('-')) found.reverse();
  const start = Number(query.cursor ?? 0);
  const size = Number(query.limit ?? 100);
  const total = {
    count: found.length,
    amount: sum(found.map((o) => o.amount)),
    open: sum(found.map((o) => o.open)),
  };
  return {
    items: found.slice(start, start + size),
    next_cursor: start + size < found.length ? String(start + size) : null,
    total,
  };
}

const GOODS = [
  '不锈钢法兰',
  '球阀',
  '镀锌管',
  '高压软管',
  '密封垫片',
  '六角螺栓',
  '伺服电机',
  '变频器',
  '铝型材',
  '轴承',
];
const SPECS = [
  'DN25',
  'DN50',
  'DN80',
  'M8×30',
  'M12×50',
  '1.5kW',
  '6205-2RS',
  '40×40',
  'PN16',
  '304',
];

export const PRODUCTS: EntityOption<ProductRef>[] = Array.from({ length: 120 }, (_, index) => {
  const name = GOODS[index % GOODS.length] ?? '';
  const spec = SPECS[(index * 7) % SPECS.length] ?? '';
  const code = `P${String(1001 + index)}`;
  const data: ProductRef = {
    id: `prd_${index}`,
    sku: code,
    name,
    spec,
    unit: index % 3 === 0 ? '件' : index % 3 === 1 ? '米' : '套',
    price: `${(index % 17) * 12 + 8}.${index % 2 === 0 ? '50' : '00'}`,
    tax_rate: index % 9 === 0 ? '0.09' : '0.13',
  };
  return {
    value: data.id,
    label: data.sku,
    hint: `${name} · ${spec}`,
    extra: data.unit,
    data,
    ...(index === 7 ? { blocked: '已停产' } : {}),
  };
});

export const LINKED: LinkedDoc[] = [
  {
    kind: 'order',
    id: 'ord_1',
    number: 'SO-202611-0042',
    status: 'partly_delivered',
    date: '2026-11-02',
    amount: '128400.00',
    currency: 'CNY',
  },
  {
    kind: 'delivery',
    id: 'dlv_1',
    number: 'DN-202611-0051',
    status: 'signed',
    date: '2026-11-05',
    amount: '80000.00',
    currency: 'CNY',
  },
  {
    kind: 'delivery',
    id: 'dlv_2',
    number: 'DN-202611-0067',
    status: 'shipped',
    date: '2026-11-18',
    amount: '48400.00',
    currency: 'CNY',
  },
  {
    kind: 'invoice',
    id: 'inv_1',
    number: 'INV-202611-0023',
    status: 'partly_paid',
    date: '2026-11-09',
    amount: '80000.00',
    currency: 'CNY',
  },
];

export const EVENTS: TimelineEvent[] = [
  {
    seq: 5,
    at: minutesAgo(18),
    actor: { id: 'u2', name: '李娜' },
    kind: 'delivery.signed',
    summary: '签收 DN-202611-0051：1,000 件，拒收 0 件',
  },
  {
    seq: 4,
    at: minutesAgo(60 * 26),
    actor: { id: 'u1', name: '陈静' },
    kind: 'order.updated',
    reason: '客户电话要求提前两天到货',
    changes: [
      { field: 'requested_date', before: '2026-11-20', after: '2026-11-18' },
      { field: 'discount', before: null, after: '2%' },
    ],
  },
  { seq: 3, at: minutesAgo(60 * 50), actor: { id: 'u1', name: '陈静' }, kind: 'order.confirmed' },
  {
    seq: 2,
    at: minutesAgo(60 * 51),
    actor: null,
    kind: 'order.verified',
    summary: '核对通过，1 项提示：P1004 单价低于上次成交 3.2%',
  },
  { seq: 1, at: minutesAgo(60 * 24 * 9), actor: { id: 'u3', name: '王磊' }, kind: 'order.created' },
];

function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}

export const MONTHS = ['6月', '7月', '8月', '9月', '10月', '11月'].map((name, index) => ({
  name,
  sales: add('820000.00', mul('96500.50', String(index))),
  cash: add('760000.00', mul('81200.25', String((index * 3) % 5))),
}));

export const AGING = [
  { bucket: '未到期', amount: '1284300.00' },
  { bucket: '1–30 天', amount: '426100.50' },
  { bucket: '31–60 天', amount: '188420.00' },
  { bucket: '61–90 天', amount: '64900.00' },
  { bucket: '90 天以上', amount: '121750.25' },
];
