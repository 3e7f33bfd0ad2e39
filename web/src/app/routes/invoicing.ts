import type { AnyRoute } from '@tanstack/react-router';
import { comingPage } from '../page-route';

export const invoicingRoutes = (app: AnyRoute) => [
  comingPage(app, '/invoices', 'shell.nav.invoices'),
  comingPage(app, '/invoices/$id', 'shell.nav.invoices'),
];
