import { createRoute, redirect, type AnyRoute } from '@tanstack/react-router';
import { grants } from '@/lib/permissions';
import { sessionQuery } from '@/lib/session';
import { queryClient } from '../query-client';
import { NAV } from '../shell/nav';

/** The start leads to the first page of the navigation the user may open. */
export const homeRoutes = (app: AnyRoute) => [
  createRoute({
    getParentRoute: () => app,
    path: '/',
    beforeLoad: () => {
      const permissions = queryClient.getQueryData(sessionQuery.queryKey)?.permissions ?? [];
      const items = NAV.flatMap((group) => group.items);
      const first = items.find((i) => i.key === 'orders' && grants(permissions, i.permission));
      const target = first ?? items.find((i) => grants(permissions, i.permission));
      if (target) throw redirect({ to: target.to });
    },
  }),
];
