import type { AnyRoute } from '@tanstack/react-router';
import { page } from '../page-route';

export const receiptRoutes = (app: AnyRoute) => [
  page(app, {
    path: '/receipts',
    load: () => import('@/features/receipts/pages/receipt-list-page'),
    name: 'ReceiptListPage',
    permission: 'receipts.read',
  }),
  page(app, {
    path: '/receipts/allocate',
    load: () => import('@/features/receipts/pages/allocation-page'),
    name: 'AllocationPage',
    permission: 'receipts.read',
  }),
  page(app, {
    path: '/receipts/desk',
    load: () => import('@/features/desk/pages/desk-page'),
    name: 'DeskPage',
    permission: 'receipts.read',
  }),
  page(app, {
    path: '/bank',
    load: () => import('@/features/bank/pages/bank-page'),
    name: 'BankPage',
    permission: 'bank.read',
  }),
  page(app, {
    path: '/bank/imports/$id',
    load: () => import('@/features/bank/pages/bank-import-page'),
    name: 'BankImportPage',
    permission: 'imports.write',
  }),
  page(app, {
    path: '/receipts/$id',
    load: () => import('@/features/receipts/pages/receipt-page'),
    name: 'ReceiptPage',
    permission: 'receipts.read',
  }),
  page(app, {
    path: '/bills',
    load: () => import('@/features/receipts/pages/bill-list-page'),
    name: 'BillListPage',
    permission: 'receipts.read',
  }),
  page(app, {
    path: '/bills/$id',
    load: () => import('@/features/receipts/pages/bill-page'),
    name: 'BillPage',
    permission: 'receipts.read',
  }),
  page(app, {
    path: '/open-items',
    load: () => import('@/features/receivables/pages/open-item-list-page'),
    name: 'OpenItemListPage',
    permission: 'receipts.read',
  }),
];
