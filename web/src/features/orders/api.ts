import type { CurrencyBalance } from '@/components/money/exposure-figures';
import { http } from '@/lib/http';
import { createKeys } from '@/lib/query-keys';

export interface OrderRow {
  id: string;
  number: string;
  customer_id: string;
  customer: string;
  status: string;
  delivery_state: string;
  billing_state: string;
  ordered_on: string;
  requested_on: string | null;
  customer_po: string;
  currency: string;
  total: string;
  owner: string;
  /** Findings that keep it from being confirmed. */
  open_findings: number;
  version: number;
}

export interface OrderLine {
  id: string;
  line_no: number;
  product_id: string;
  sku: string;
  name: string;
  spec: string;
  unit: string;
  qty: string;
  price: string;
  /** 0 when the discount was given as an amount. */
  discount_rate: string;
  discount: string;
  tax_rate: string;
  net: string;
  tax: string;
  total: string;
  requested_on: string | null;
  note: string;
  price_source: string;
  dispatched: string;
  signed: string;
  returned: string;
  invoiced: string;
  closed: boolean;
}

export interface Finding {
  /** 0 for the order itself. */
  line_no: number;
  rule: string;
  /** `info`, `warn`, `approve` or `block`. */
  severity: string;
  /** `2:below_floor`. */
  key: string;
  /** In the reader's language. */
  message: string;
  facts: Record<string, string>;
  /** Keeps the order from being confirmed. */
  open: boolean;
  /** Usually a slip: whoever submits says that it was seen. */
  must_be_seen: boolean;
  released_by: string | null;
  release_reason: string;
}

export interface OrderLink {
  kind: string;
  id: string;
  number: string;
  status: string;
  on: string | null;
}

export interface OrderView extends Omit<OrderRow, 'open_findings'> {
  linked: OrderLink[];
  department: string;
  created_by: string;
  submitted_by: string;
  lines: OrderLine[];
  findings: Finding[];
  terms_id: string;
  terms: string;
  tax_inclusive: boolean;
  discount: string;
  ship_to: string;
  special: string;
  note: string;
  net: string;
  tax: string;
  undelivered: string;
  revision: number;
  confirmed_on: string | null;
  closed_reason: string;
}

export interface OrderLineBody {
  product_id: string;
  qty: string;
  price?: string;
  discount_rate?: string;
  discount?: string;
  requested_on?: string;
  note?: string;
}

export interface OrderBody {
  customer_id: string;
  ordered_on: string;
  requested_on?: string;
  customer_po: string;
  currency: string;
  terms_id?: string;
  tax_inclusive: boolean;
  discount?: string;
  ship_to: string;
  special: string;
  note: string;
  lines: OrderLineBody[];
}

export interface PriceSuggestion {
  product_id: string;
  sku: string;
  name: string;
  spec: string;
  unit: string;
  active: boolean;
  tax_rate: string | null;
  /** `null`: nothing is known. */
  price: string | null;
  price_source: string | null;
  usual_qty: string | null;
}

export interface VerifyAnswer {
  findings: Finding[];
  net: string;
  tax: string;
  total: string;
}

export const orderKeys = createKeys('orders');

export const readOrder = (id: string, signal?: AbortSignal) =>
  http.get<OrderView>(`/orders/${id}`, undefined, signal);
export const verifyOrder = (
  body: { order: OrderBody; editing_id?: string },
  signal?: AbortSignal,
) => http.post<VerifyAnswer>('/orders/verify', body, { signal });
export const suggestPrices = (
  query: {
    customer_id: string;
    skus: string[];
    currency: string;
    on: string;
    tax_inclusive: boolean;
  },
  signal?: AbortSignal,
) => http.get<{ items: PriceSuggestion[] }>('/orders/price-suggestions', query, signal);
/** What commands answer. */
export interface OrderDone {
  id: string;
  number: string;
  status: string;
  version: number;
  findings: Finding[];
}

export interface CustomerBrief {
  id: string;
  name: string;
  status: string;
  hold_reason: string;
  currency: string;
  terms_id: string | null;
  credit_limit: string | null;
  exposure: string;
  balances: CurrencyBalance[];
  addresses: { kind: string; address: string; is_default: boolean }[];
}

export const readCustomer = (id: string, signal?: AbortSignal) =>
  http.get<CustomerBrief>(`/customers/${id}`, undefined, signal);

export interface Overdue {
  currency: string;
  overdue: string;
  oldest_due_on: string | null;
}

export const readOverdue = (customer: string, signal?: AbortSignal) =>
  http.get<{ balances: Overdue[] }>(`/customers/${customer}/balance`, undefined, signal);
