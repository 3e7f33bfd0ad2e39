/** Addresses of pages, and which page shows a record. A test checks that each one has a route. */

export const paths = {
  home: '/',
  login: '/login',
  setup: '/setup',
  customers: '/customers',
  customerNew: '/customers/new',
  customer: (id: string) => `/customers/${id}`,
  customerEdit: (id: string) => `/customers/${id}/edit`,
  products: '/products',
  productNew: '/products/new',
  product: (id: string) => `/products/${id}`,
  productEdit: (id: string) => `/products/${id}/edit`,
  orders: '/orders',
  orderNew: '/orders/new',
  order: (id: string) => `/orders/${id}`,
  orderEdit: (id: string) => `/orders/${id}/edit`,
  deliveries: '/deliveries',
  deliveryNew: '/deliveries/new',
  delivery: (id: string) => `/deliveries/${id}`,
  returns: '/returns',
  returnNew: '/returns/new',
  return: (id: string) => `/returns/${id}`,
  invoices: '/invoices',
  invoiceNew: '/invoices/new',
  invoice: (id: string) => `/invoices/${id}`,
  receipts: '/receipts',
  allocation: '/receipts/allocate',
  receipt: (id: string) => `/receipts/${id}`,
  openItems: '/open-items',
  aging: '/aging',
  statements: '/statements',
  statement: (id: string) => `/statements/${id}`,
} as const;

const PAGE_OF: Readonly<Record<string, (id: string) => string>> = {
  customer: paths.customer,
  product: paths.product,
  order: paths.order,
  delivery: paths.delivery,
  return: paths.return,
  invoice: paths.invoice,
  receipt: paths.receipt,
  statement: paths.statement,
};

/** The page of a record, or `null` for kinds that have none. */
export function pageOf(subjectType: string, id: string): string | null {
  return PAGE_OF[subjectType]?.(id) ?? null;
}
