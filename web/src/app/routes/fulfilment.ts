import type { AnyRoute } from '@tanstack/react-router';
import { comingPage } from '../page-route';

export const fulfilmentRoutes = (app: AnyRoute) => [
  comingPage(app, '/deliveries', 'shell.nav.deliveries'),
  comingPage(app, '/deliveries/$id', 'shell.nav.deliveries'),
  comingPage(app, '/returns', 'shell.nav.returns'),
  comingPage(app, '/returns/$id', 'shell.nav.returns'),
];
