import type { AnyRoute } from '@tanstack/react-router';
import { comingPage } from '../page-route';

export const adminRoutes = (app: AnyRoute) => [
  comingPage(app, '/settings', 'shell.nav.settings'),
  comingPage(app, '/users', 'shell.nav.users'),
  comingPage(app, '/audit', 'shell.nav.audit'),
];
