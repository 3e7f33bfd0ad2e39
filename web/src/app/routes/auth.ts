import { createRoute, lazyRouteComponent, redirect, type AnyRoute } from '@tanstack/react-router';
import { sessionQuery, setupQuery } from '@/lib/session';
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
    path: '/setup',
    component: lazyRouteComponent(() => import('@/features/auth/pages/setup-page'), 'SetupPage'),
    beforeLoad: async () => {
      const setup = await queryClient.fetchQuery(setupQuery).catch(() => null);
      if (setup && !setup.needed) throw redirect({ to: '/login' });
    },
  }),
];
