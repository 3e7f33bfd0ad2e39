import type { AnyRoute } from '@tanstack/react-router';
import { comingPage } from '../page-route';

export const importRoutes = (app: AnyRoute) => [
  comingPage(app, '/imports', 'shell.nav.imports'),
  comingPage(app, '/imports/$id', 'shell.nav.imports'),
];
