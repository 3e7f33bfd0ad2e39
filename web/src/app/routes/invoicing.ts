import type { AnyRoute } from '@tanstack/react-router';
import { page } from '../page-route';

export const invoicingRoutes = (app: AnyRoute) => [
  page(app, {
    path: '/invoices',
    load: () => import('@/features/invoicing/pages/invoice-list-page'),
    name: 'InvoiceListPage',
    permission: 'invoices.read',
  }),
  page(app, {
    path: '/invoices/new',
    load: () => import('@/features/invoicing/pages/invoice-new-page'),
    name: 'InvoiceNewPage',
    permission: 'invoices.write',
  }),
  page(app, {
    path: '/invoices/$id',
    load: () => import('@/features/invoicing/pages/invoice-page'),
    name: 'InvoicePage',
    permission: 'invoices.read',
  }),
];
