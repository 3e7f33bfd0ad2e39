import type { AnyRoute } from '@tanstack/react-router';
import { page } from '../page-route';

export const statementRoutes = (app: AnyRoute) => [
  page(app, {
    path: '/statements',
    load: () => import('@/features/statements/pages/statement-list-page'),
    name: 'StatementListPage',
    permission: 'statements.read',
  }),
  page(app, {
    path: '/statements/$id',
    load: () => import('@/features/statements/pages/statement-page'),
    name: 'StatementPage',
    permission: 'statements.read',
  }),
];
