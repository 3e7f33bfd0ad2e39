import { http, type ListPage } from '@/lib/http';
import { createKeys } from '@/lib/query-keys';

export interface InvoiceRow {
  id: string;
  number: string;
  kind: string;
  form: string;
  status: string;
  bureau_number: string | null;
  customer_id: string;
  customer: string;
  drafted_on: string;
  issued_on: string | null;
  due_on: string | null;
  currency: string;
  net: string;
  tax: string;
  total: string;
  open: string | null;
  /** Turned red so far, with tax. */
  credited: string;
  version: number;
}

export interface InvoiceLine {
  id: string;
  line_no: number;
  order_id: string;
  order: string;
  delivery_line_id: string | null;
  delivery_id: string | null;
  delivery: string | null;
  name: string;
  spec: string;
  unit: string;
  tax_code: string;
  qty: string;
  price: string;
  tax_rate: string;
  net: string;
  tax: string;
  total: string;
  red_qty: string;
  /** Credited so far, with tax, positive. */
  red_total: string;
}

export interface InvoiceRef {
  id: string;
  number: string;
  status: string;
  issued_on: string | null;
  total: string;
}

export interface InvoiceView extends InvoiceRow {
  lines: InvoiceLine[];
  buyer_name: string;
  buyer_tax_id: string;
  buyer_address: string;
  buyer_bank: string;
  remark: string;
  terms_id: string;
  uppercase: string;
  red_reason: string;
  terms: string;
  blue: InvoiceRef | null;
  reds: InvoiceRef[];
}

export interface BillableLine {
  delivery_line_id: string;
  delivery_id: string;
  delivery: string;
  order_id: string;
  order: string;
  customer_id: string;
  customer: string;
  currency: string;
  signed_on: string;
  name: string;
  spec: string;
  sku: string;
  unit: string;
  /** Signed, not returned, not invoiced. */
  qty: string;
  /** Of it, on drafts not issued yet. */
  drafted: string;
  customer_po: string;
  price: string;
  tax_rate: string;
  total: string;
}

export const invoiceKeys = createKeys('invoices');

export const readInvoice = (id: string, signal?: AbortSignal) =>
  http.get<InvoiceView>(`/invoices/${id}`, undefined, signal);

/** All of them: a picker that hides lines would let some be forgotten. */
export async function readBillable(
  query: { customer_id?: string | undefined; order_id?: string | undefined },
  signal?: AbortSignal,
): Promise<BillableLine[]> {
  const out: BillableLine[] = [];
  let cursor: string | null = null;
  do {
    const page: ListPage<BillableLine> = await http.get(
      '/invoices/billable',
      { ...query, cursor, limit: 500 },
      signal,
    );
    out.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor && out.length < 5000);
  return out;
}
