import type { AnyRoute } from '@tanstack/react-router';
import { page } from '../page-route';

export const homeRoutes = (app: AnyRoute) => [
  page(app, {
    path: '/',
    load: () => import('@/features/insight/pages/home-page'),
    name: 'HomePage',
  }),
  page(app, {
    path: '/aging',
    load: () => import('@/features/insight/pages/aging-page'),
    name: 'AgingPage',
    permission: 'reports.read',
  }),
];
