import { createRoute, lazyRouteComponent, redirect, type AnyRoute } from '@tanstack/react-router';
import { sessionQuery, setupQuery } from '@/lib/session';
import { page } from '../page-route';
import { queryClient } from '../query-client';

export const authRoutes = (root: AnyRoute) => [
  createRoute({
    getParentRoute: () => root,
    path: '/login',
    component: lazyRouteComponent(() => import('@/features/auth/pages/login-page'), 'LoginPage'),
    beforeLoad: async () => {
      const setup = await queryClient.ensureQueryData(setupQuery).catch(() => null);
      if (setup?.needed) throw redirect({ to: '/setup' });
      const session = await queryClient.ensureQueryData(sessionQuery).catch(() => null);
      if (session) throw redirect({ to: '/' });
    },
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/password',
    component: lazyRouteComponent(
      () => import('@/features/auth/pages/first-password-page'),
      'FirstPasswordPage',
    ),
    beforeLoad: async () => {
      const session = await queryClient.ensureQueryData(sessionQuery).catch(() => null);
      if (!session) throw redirect({ to: '/login' });
      if (!session.must_change_password) throw redirect({ to: '/account' });
    },
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/setup',
    component: lazyRouteComponent(() => import('@/features/auth/pages/setup-page'), 'SetupPage'),
    beforeLoad: async () => {
      const setup = await queryClient.fetchQuery(setupQuery).catch(() => null);
      if (setup && !setup.needed) throw redirect({ to: '/login' });
    },
  }),
];

/** One's own account: behind the login, for everybody. */
export const accountRoutes = (app: AnyRoute) => [
  page(app, {
    path: '/account',
    load: () => import('@/features/auth/pages/account-page'),
    name: 'AccountPage',
  }),
];
