import type { AnyRoute } from '@tanstack/react-router';
import { comingPage } from '../page-route';

export const homeRoutes = (app: AnyRoute) => [comingPage(app, '/', 'shell.nav.home')];
