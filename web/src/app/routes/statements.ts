import type { AnyRoute } from '@tanstack/react-router';
import { comingPage } from '../page-route';

export const statementRoutes = (app: AnyRoute) => [
  comingPage(app, '/statements', 'shell.nav.statements'),
  comingPage(app, '/statements/$id', 'shell.nav.statements'),
  comingPage(app, '/aging', 'shell.nav.aging'),
];
