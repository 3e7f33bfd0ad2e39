import type { AnyRoute } from '@tanstack/react-router';
import { comingPage } from '../page-route';

export const customerRoutes = (app: AnyRoute) => [
  comingPage(app, '/customers', 'shell.nav.customers'),
  comingPage(app, '/customers/$id', 'shell.nav.customers'),
];
