import type { AnyRoute } from '@tanstack/react-router';
import { page } from '../page-route';

export const importRoutes = (app: AnyRoute) => [
  page(app, {
    path: '/imports',
    load: () => import('@/features/imports/pages/import-list-page'),
    name: 'ImportListPage',
    permission: 'imports.write',
  }),
  page(app, {
    path: '/imports/new',
    load: () => import('@/features/imports/pages/import-new-page'),
    name: 'ImportNewPage',
    permission: 'imports.write',
  }),
  page(app, {
    path: '/imports/$id',
    load: () => import('@/features/imports/pages/import-page'),
    name: 'ImportPage',
    permission: 'imports.write',
  }),
];
