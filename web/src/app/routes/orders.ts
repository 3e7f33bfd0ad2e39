import type { AnyRoute } from '@tanstack/react-router';
import { page } from '../page-route';

const edit = () => import('@/features/orders/pages/order-edit-page');

export const orderRoutes = (app: AnyRoute) => [
  page(app, {
    path: '/orders',
    load: () => import('@/features/orders/pages/order-list-page'),
    name: 'OrderListPage',
    permission: 'orders.read',
  }),
  page(app, { path: '/orders/new', load: edit, name: 'OrderNewPage', permission: 'orders.write' }),
  page(app, {
    path: '/orders/$id',
    load: () => import('@/features/orders/pages/order-page'),
    name: 'OrderPage',
    permission: 'orders.read',
  }),
  page(app, {
    path: '/orders/$id/edit',
    load: edit,
    name: 'OrderEditPage',
    permission: 'orders.write',
  }),
];
