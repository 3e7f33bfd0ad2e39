import type { AnyRoute } from '@tanstack/react-router';
import { comingPage } from '../page-route';

export const receiptRoutes = (app: AnyRoute) => [
  comingPage(app, '/receipts', 'shell.nav.receipts'),
  comingPage(app, '/receipts/$id', 'shell.nav.receipts'),
];
