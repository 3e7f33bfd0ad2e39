import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type ErrorComponentProps,
} from '@tanstack/react-router';
import { CrashView } from '@/components/ui/error-boundary';
import { PageSkeleton } from '@/components/ui/skeletons';
import { sessionQuery } from '@/lib/session';
import { parseSearch, stringifySearch } from '@/lib/use-url-state';
import { NotFoundPage } from './not-found-page';
import { queryClient } from './query-client';
import { accountRoutes, authRoutes } from './routes/auth';
import { booksRoutes } from './routes/books';
import { catalogRoutes } from './routes/catalog';
import { customerRoutes } from './routes/customers';
import { fulfilmentRoutes } from './routes/fulfilment';
import { homeRoutes } from './routes/home';
import { importRoutes } from './routes/imports';
import { invoicingRoutes } from './routes/invoicing';
import { orderRoutes } from './routes/orders';
import { receiptRoutes } from './routes/receipts';
import { statementRoutes } from './routes/statements';
import { systemRoutes } from './routes/system';

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

/** Everything behind the login, inside the shell. */
const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  component: lazyRouteComponent(() => import('./shell/app-shell'), 'AppShell'),
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: '/login', search: { return: location.href } as never });
    if (session.must_change_password) throw redirect({ to: '/password' });
  },
});

const galleryRoutes = import.meta.env.DEV
  ? [
      createRoute({
        getParentRoute: () => rootRoute,
        path: '/__gallery',
        component: lazyRouteComponent(
          () => import('@/features/gallery/pages/gallery-page'),
          'GalleryPage',
        ),
      }),
    ]
  : [];

const pages = [
  ...homeRoutes(appRoute),
  ...customerRoutes(appRoute),
  ...catalogRoutes(appRoute),
  ...orderRoutes(appRoute),
  ...fulfilmentRoutes(appRoute),
  ...invoicingRoutes(appRoute),
  ...receiptRoutes(appRoute),
  ...statementRoutes(appRoute),
  ...booksRoutes(appRoute),
  ...systemRoutes(appRoute),
  ...accountRoutes(appRoute),
  ...importRoutes(appRoute),
];

function RouteError({ error, reset }: ErrorComponentProps) {
  return (
    <CrashView
      error={error}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    appRoute.addChildren(pages),
    ...authRoutes(rootRoute),
    ...galleryRoutes,
  ]),
  parseSearch,
  stringifySearch,
  defaultPendingComponent: PageSkeleton,
  defaultPendingMs: 200,
  defaultErrorComponent: RouteError,
  defaultNotFoundComponent: NotFoundPage,
  defaultPreload: 'intent',
  scrollRestoration: true,
  scrollToTopSelectors: ['#main'],
});
