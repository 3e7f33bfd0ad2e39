import type { AnyRoute } from '@tanstack/react-router';
import { page } from '../page-route';

const edit = () => import('@/features/catalog/pages/product-edit-page');

export const catalogRoutes = (app: AnyRoute) => [
  page(app, {
    path: '/products',
    load: () => import('@/features/catalog/pages/product-list-page'),
    name: 'ProductListPage',
    permission: 'products.read',
  }),
  page(app, {
    path: '/products/new',
    load: edit,
    name: 'ProductNewPage',
    permission: 'products.write',
  }),
  page(app, {
    path: '/products/$id',
    load: () => import('@/features/catalog/pages/product-page'),
    name: 'ProductPage',
    permission: 'products.read',
  }),
  page(app, {
    path: '/products/$id/edit',
    load: edit,
    name: 'ProductEditPage',
    permission: 'products.write',
  }),
];
