import type { AnyRoute } from '@tanstack/react-router';
import { comingPage } from '../page-route';

export const bookRoutes = (app: AnyRoute) => [
  comingPage(app, '/ledger/entries', 'shell.nav.vouchers'),
  comingPage(app, '/ledger/entries/$id', 'shell.nav.vouchers'),
  comingPage(app, '/ledger/trial-balance', 'shell.nav.trialBalance'),
  comingPage(app, '/ledger/periods', 'shell.nav.periods'),
];
