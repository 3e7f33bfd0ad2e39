import { paths } from '@/lib/paths';
import type { ImportKind } from '../api';

/** What one must be allowed to write besides running imports. */
export const PERMISSION: Readonly<Record<ImportKind, string>> = {
  customers: 'customers.write',
  products: 'products.write',
  orders: 'orders.write',
  deliveries: 'deliveries.write',
  invoices: 'invoices.write',
  receipts: 'receipts.write',
  bills: 'bills.write',
};

/** Where the imported records are looked at. */
export const LIST: Readonly<Record<ImportKind, string>> = {
  customers: paths.customers,
  products: paths.products,
  orders: paths.orders,
  deliveries: paths.deliveries,
  invoices: paths.invoices,
  receipts: paths.receipts,
  bills: paths.bills,
};
