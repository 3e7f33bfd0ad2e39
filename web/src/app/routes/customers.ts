import type { AnyRoute } from '@tanstack/react-router';
import { page } from '../page-route';

const edit = () => import('@/features/customers/pages/customer-edit-page');

export const customerRoutes = (app: AnyRoute) => [
  page(app, {
    path: '/customers',
    load: () => import('@/features/customers/pages/customer-list-page'),
    name: 'CustomerListPage',
    permission: 'customers.read',
  }),
  page(app, {
    path: '/customers/new',
    load: edit,
    name: 'CustomerNewPage',
    permission: 'customers.write',
  }),
  page(app, {
    path: '/customers/$id',
    load: () => import('@/features/customers/pages/customer-page'),
    name: 'CustomerPage',
    permission: 'customers.read',
  }),
  page(app, {
    path: '/customers/$id/edit',
    load: edit,
    name: 'CustomerEditPage',
    permission: 'customers.write',
  }),
];
