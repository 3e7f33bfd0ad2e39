import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { grants } from '@/lib/permissions';
import { ApiProblem } from '@/lib/problem';
import { sessionQuery } from '@/lib/session';
import { queryClient } from './query-client';

export interface PageRoute {
  /** `/orders/$id`. */
  path: string;
  /** `() => import('@/features/orders/pages/order-page')`; loaded when first visited. */
  load: () => Promise<Record<string, unknown>>;
  /** Name of the exported component. */
  name: string;
  permission?: string;
}

/** One page of the application; the layout around it comes from the parent. */
export function page(parent: AnyRoute, { path, load, name, permission }: PageRoute) {
  return createRoute({
    getParentRoute: () => parent,
    path,
    component: lazyRouteComponent(load as () => Promise<Record<string, ComponentType>>, name),
    beforeLoad: () => {
      const session = queryClient.getQueryData(sessionQuery.queryKey);
      if (session && !grants(session.permissions, permission)) {
        throw new ApiProblem({ code: 'forbidden', facts: { permission: permission ?? '' } }, 403);
      }
    },
  });
}
