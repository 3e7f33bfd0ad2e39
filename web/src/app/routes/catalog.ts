import type { AnyRoute } from '@tanstack/react-router';
import { comingPage } from '../page-route';

export const catalogRoutes = (app: AnyRoute) => [
  comingPage(app, '/products', 'shell.nav.products'),
  comingPage(app, '/products/$id', 'shell.nav.products'),
];
