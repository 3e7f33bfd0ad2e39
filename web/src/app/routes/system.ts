import type { AnyRoute } from '@tanstack/react-router';
import { page } from '../page-route';

const user = () => import('@/features/users/pages/user-page');

export const systemRoutes = (app: AnyRoute) => [
  page(app, {
    path: '/users',
    load: () => import('@/features/users/pages/users-page'),
    name: 'UsersPage',
    permission: 'users.read',
  }),
  page(app, { path: '/users/new', load: user, name: 'UserNewPage', permission: 'users.write' }),
  page(app, { path: '/users/$id', load: user, name: 'UserPage', permission: 'users.read' }),
  page(app, {
    path: '/settings',
    load: () => import('@/features/settings/pages/settings-page'),
    name: 'SettingsPage',
    permission: 'settings.read',
  }),
  page(app, {
    path: '/audit',
    load: () => import('@/features/audit/pages/audit-page'),
    name: 'AuditPage',
    permission: 'audit.read',
  }),
  page(app, {
    path: '/jobs',
    load: () => import('@/features/audit/pages/job-list-page'),
    name: 'JobListPage',
    permission: 'self.use',
  }),
  page(app, {
    path: '/verify',
    load: () => import('@/features/audit/pages/verify-page'),
    name: 'VerifyPage',
    permission: 'system.verify',
  }),
];
