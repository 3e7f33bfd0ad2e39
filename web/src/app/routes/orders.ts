import type { AnyRoute } from '@tanstack/react-router';
import { comingPage } from '../page-route';

export const orderRoutes = (app: AnyRoute) => [
  comingPage(app, '/orders', 'shell.nav.orders'),
  comingPage(app, '/orders/new', 'shell.nav.orders'),
  comingPage(app, '/orders/$id', 'shell.nav.orders'),
];
