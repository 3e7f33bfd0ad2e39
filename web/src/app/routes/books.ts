import type { AnyRoute } from '@tanstack/react-router';
import { page } from '../page-route';

const permission = 'ledger.read';

export const booksRoutes = (app: AnyRoute) => [
  page(app, {
    path: '/ledger/entries',
    load: () => import('@/features/books/pages/entry-list-page'),
    name: 'EntryListPage',
    permission,
  }),
  page(app, {
    path: '/ledger/entries/$id',
    load: () => import('@/features/books/pages/entry-page'),
    name: 'EntryPage',
    permission,
  }),
  page(app, {
    path: '/ledger/trial-balance',
    load: () => import('@/features/books/pages/trial-balance-page'),
    name: 'TrialBalancePage',
    permission,
  }),
  page(app, {
    path: '/ledger/tie-out',
    load: () => import('@/features/books/pages/tie-out-page'),
    name: 'TieOutPage',
    permission,
  }),
  page(app, {
    path: '/periods',
    load: () => import('@/features/books/pages/periods-page'),
    name: 'PeriodsPage',
    permission,
  }),
];
