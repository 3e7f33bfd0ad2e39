/** The order being entered: grid rows ↔ request body, and the totals shown while typing. */
import { filledRows, blankRow } from '@/components/form/grid/grid-rows';
import type { GridRow } from '@/components/form/grid/types';
import {
  add,
  compare,
  currencyScale,
  div,
  isDecimal,
  isZero,
  mul,
  round,
  sub,
  sum,
  trimZeros,
} from '@/lib/money';
import type { OrderBody, OrderLine, OrderLineBody } from '../api';

export interface HeadValues {
  customer_id?: string;
  ordered_on?: string;
  requested_on?: string;
  customer_po?: string;
  currency?: string;
  terms_id?: string;
  tax_inclusive?: boolean;
  discount?: string;
  ship_to?: string;
  special?: string;
  note?: string;
}

/** Quantity × price less discount, rounded once, as the server does it. */
export function lineAmount(row: GridRow, currency: string): string {
  const { qty, price, discount } = row.values;
  if (!qty || !price || !isDecimal(qty) || !isDecimal(price)) return '';
  const scale = currencyScale(currency);
  const gross = mul(qty, price, scale);
  if (!discount || !isDecimal(discount)) return gross;
  return sub(gross, mul(gross, discount, scale));
}

export interface Split {
  net: string;
  tax: string;
  total: string;
}

/** Inclusive: net = round(total ÷ (1 + rate)). Exclusive: tax = round(net × rate). */
export function splitTax(amount: string, rate: string, inclusive: boolean, scale: number): Split {
  if (inclusive) {
    const net = div(amount, add('1', rate), scale);
    return { net, tax: sub(amount, net), total: round(amount, scale) };
  }
  const tax = mul(amount, rate, scale);
  return { net: round(amount, scale), tax, total: round(add(amount, tax), scale) };
}

/** Parts of `amount` in proportion to `weights`, rounded; the largest part takes the remainder. */
export function spread(amount: string, weights: readonly string[], scale: number): string[] {
  const whole = sum(weights);
  if (isZero(whole)) return weights.map(() => '0');
  const parts = weights.map((w) => div(mul(amount, w), whole, scale));
  const rest = sub(amount, sum(parts));
  if (isZero(rest)) return parts;
  let largest = 0;
  weights.forEach((w, at) => {
    if (compare(w, weights[largest] ?? '0') > 0) largest = at;
  });
  return parts.map((part, at) => (at === largest ? add(part, rest) : part));
}

/** What the whole order comes to: the sum of its lines, never computed from the total. */
export function orderTotals(rows: readonly GridRow[], head: HeadValues): Split {
  const currency = head.currency ?? 'CNY';
  const scale = currencyScale(currency);
  const inclusive = head.tax_inclusive ?? true;
  const lines = filledRows(rows)
    .map((row) => ({ amount: lineAmount(row, currency), rate: row.values.tax_rate || '0' }))
    .filter((line) => line.amount !== '');
  const discounts =
    head.discount && isDecimal(head.discount)
      ? spread(
          head.discount,
          lines.map((l) => l.amount),
          scale,
        )
      : lines.map(() => '0');
  const splits = lines.map((line, at) =>
    splitTax(sub(line.amount, discounts[at] ?? '0'), line.rate, inclusive, scale),
  );
  const zero = round('0', scale);
  return {
    net: sum(
      splits.map((s) => s.net),
      zero,
    ),
    tax: sum(
      splits.map((s) => s.tax),
      zero,
    ),
    total: sum(
      splits.map((s) => s.total),
      zero,
    ),
  };
}

function lineBody(row: GridRow): OrderLineBody {
  const { product, qty, price, discount, requested_on, note } = row.values;
  return {
    product_id: product ?? '',
    qty: qty || '0',
    ...(price ? { price } : {}),
    ...(discount ? { discount_rate: discount } : {}),
    ...(requested_on ? { requested_on } : {}),
    ...(note ? { note } : {}),
  };
}

export function orderBody(head: HeadValues, rows: readonly GridRow[]): OrderBody {
  const optional = ['requested_on', 'terms_id', 'discount'] as const;
  return {
    customer_id: head.customer_id ?? '',
    ordered_on: head.ordered_on ?? '',
    currency: head.currency ?? '',
    customer_po: head.customer_po?.trim() ?? '',
    tax_inclusive: head.tax_inclusive ?? true,
    ship_to: head.ship_to?.trim() ?? '',
    special: head.special?.trim() ?? '',
    note: head.note?.trim() ?? '',
    ...Object.fromEntries(optional.filter((k) => head[k]).map((k) => [k, head[k]])),
    lines: filledRows(rows).map(lineBody),
  };
}

/** Enough is known to let the server check it. */
export function canVerify(head: HeadValues, rows: readonly GridRow[]): boolean {
  const lines = filledRows(rows);
  return (
    !!head.customer_id &&
    lines.length > 0 &&
    lines.every((r) => r.values.product && r.values.qty && Object.keys(r.bad).length === 0)
  );
}

/** Stored lines as grid rows, for editing a draft. */
export function rowsOf(lines: readonly OrderLine[]): GridRow[] {
  return lines.map((line) =>
    blankRow(
      {
        product: line.product_id,
        name: [line.name, line.spec].filter(Boolean).join(' '),
        unit: line.unit,
        qty: trimZeros(line.qty),
        price: trimZeros(line.price),
        discount: rateOf(line),
        tax_rate: trimZeros(line.tax_rate),
        requested_on: line.requested_on ?? '',
        note: line.note,
      },
      { product: { value: line.product_id, label: line.sku, hint: line.name } },
      line.id,
    ),
  );
}

/** A discount given as an amount shows as the rate it comes to. */
function rateOf(line: OrderLine): string {
  if (!isZero(line.discount_rate)) return trimZeros(line.discount_rate);
  if (isZero(line.discount)) return '';
  const gross = mul(line.qty, line.price);
  return isZero(gross) ? '' : trimZeros(div(line.discount, gross, 9));
}
