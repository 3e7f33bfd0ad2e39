import { restSource } from '@/components/form/entity-source';
import { http } from '@/lib/http';
import { createKeys } from '@/lib/query-keys';

export interface DeliveryRow {
  id: string;
  number: string;
  order_id: string;
  order: string;
  customer_id: string;
  customer: string;
  status: string;
  dispatched_on: string;
  signed_on: string | null;
  /** Days on its way, while nobody has signed. */
  unsigned_days: number | null;
  carrier: string;
  tracking_no: string;
  currency: string;
  total: string;
  version: number;
}

export interface DeliveryLine {
  id: string;
  line_no: number;
  product_id: string;
  sku: string;
  name: string;
  spec: string;
  unit: string;
  qty: string;
  signed: string;
  rejected: string;
  reject_reason: string;
  returned: string;
  invoiced: string;
  total: string;
}

export interface DeliveryView extends DeliveryRow {
  lines: DeliveryLine[];
  signed_by: string;
  ship_to: string;
  note: string;
  net: string;
  tax: string;
}

export interface ReturnRow {
  id: string;
  number: string;
  order_id: string;
  order: string;
  customer_id: string;
  customer: string;
  status: string;
  returned_on: string;
  reason: string;
  currency: string;
  total: string;
  /** Value of invoiced goods, and how much of it has its red invoice. */
  billed: string;
  credited: string;
  version: number;
}

export interface ReturnLine {
  id: string;
  line_no: number;
  sku: string;
  name: string;
  spec: string;
  unit: string;
  qty: string;
  billed: boolean;
  invoice_id: string | null;
  invoice: string | null;
  red_id: string | null;
  red: string | null;
  net: string;
  tax: string;
  total: string;
}

export interface ReturnView extends ReturnRow {
  lines: ReturnLine[];
  note: string;
  net: string;
  tax: string;
}

/** An order as deliveries see it. */
export interface OrderToDeliver {
  id: string;
  number: string;
  status: string;
  customer_id: string;
  customer: string;
  ship_to: string;
  special: string;
  lines: {
    id: string;
    line_no: number;
    sku: string;
    name: string;
    spec: string;
    unit: string;
    qty: string;
    dispatched: string;
    returned: string;
    closed: boolean;
  }[];
}

export const deliveryKeys = createKeys('deliveries');
export const returnKeys = createKeys('returns');

export const readDelivery = (id: string, signal?: AbortSignal) =>
  http.get<DeliveryView>(`/deliveries/${id}`, undefined, signal);
export const readReturn = (id: string, signal?: AbortSignal) =>
  http.get<ReturnView>(`/returns/${id}`, undefined, signal);
export const readOrderToDeliver = (id: string, signal?: AbortSignal) =>
  http.get<OrderToDeliver>(`/orders/${id}`, undefined, signal);

interface OrderRef {
  id: string;
  number: string;
  customer: string;
}

/** Orders goods may still leave for. */
export const openOrderSource = restSource<OrderRef>(
  '/orders',
  (o) => ({ value: o.id, label: o.number, hint: o.customer, data: o }),
  { status: 'confirmed' },
);
