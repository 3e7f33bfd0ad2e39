import type { AnyRoute } from '@tanstack/react-router';
import { page } from '../page-route';

export const fulfilmentRoutes = (app: AnyRoute) => [
  page(app, {
    path: '/deliveries',
    load: () => import('@/features/fulfilment/pages/delivery-list-page'),
    name: 'DeliveryListPage',
    permission: 'deliveries.read',
  }),
  page(app, {
    path: '/deliveries/new',
    load: () => import('@/features/fulfilment/pages/delivery-new-page'),
    name: 'DeliveryNewPage',
    permission: 'deliveries.write',
  }),
  page(app, {
    path: '/deliveries/$id',
    load: () => import('@/features/fulfilment/pages/delivery-page'),
    name: 'DeliveryPage',
    permission: 'deliveries.read',
  }),
  page(app, {
    path: '/returns',
    load: () => import('@/features/fulfilment/pages/return-list-page'),
    name: 'ReturnListPage',
    permission: 'deliveries.read',
  }),
  page(app, {
    path: '/returns/new',
    load: () => import('@/features/fulfilment/pages/return-new-page'),
    name: 'ReturnNewPage',
    permission: 'returns.write',
  }),
  page(app, {
    path: '/returns/$id',
    load: () => import('@/features/fulfilment/pages/return-page'),
    name: 'ReturnPage',
    permission: 'deliveries.read',
  }),
];
