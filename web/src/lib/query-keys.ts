/**
 * Query keys start with the API's resource name, so a live event about one record can refresh
 * everything read from that resource. Features make theirs with `createKeys('orders')`.
 */
import type { Query } from './http';

export function createKeys<R extends string>(resource: R) {
  return {
    all: [resource] as const,
    list: (query?: Query) => [resource, 'list', query ?? {}] as const,
    one: (id: string) => [resource, 'one', id] as const,
    part: (id: string, part: string, query?: Query) =>
      [resource, 'one', id, part, query ?? {}] as const,
    extra: (name: string, query?: Query) => [resource, name, query ?? {}] as const,
  };
}

export const sharedKeys = {
  session: ['session'] as const,
  setup: ['setup'] as const,
  timeline: (subject: string) => ['timeline', subject] as const,
  savedViews: (list: string) => ['saved-views', list] as const,
  jobs: createKeys('jobs'),
  search: (text: string) => ['search', text] as const,
};

/** Event subject → the resources that show it. Unknown subjects refresh `<subject>s`. */
const SHOWN_IN: Readonly<Record<string, readonly string[]>> = {
  order: ['orders', 'deliveries', 'invoices'],
  delivery: ['deliveries', 'orders', 'invoices', 'ledger'],
  return: ['returns', 'orders', 'deliveries', 'open-items', 'ledger'],
  invoice: ['invoices', 'orders', 'open-items', 'aging', 'customers', 'ledger'],
  receipt: ['receipts', 'receipt-desk', 'open-items', 'aging', 'customers', 'ledger'],
  bill: ['bills', 'open-items', 'aging', 'customers', 'ledger'],
  allocation: [
    'allocations',
    'receipts',
    'bills',
    'receipt-desk',
    'invoices',
    'open-items',
    'aging',
    'customers',
    'ledger',
  ],
  open_item: ['open-items', 'aging', 'customers'],
  statement: ['statements'],
  ledger_entry: ['ledger'],
  entry: ['ledger'],
  posting: ['ledger'],
  voucher: ['ledger'],
  period: ['ledger', 'periods'],
  company: ['companies', 'company', 'rates', 'accounts', 'session'],
  user: ['users', 'people', 'session'],
  terms: ['terms'],
  bank_account: ['bank-accounts', 'bank'],
  bank_statement: ['bank', 'bank-rows', 'receipt-desk'],
  bank_row: ['bank', 'bank-rows'],
  payer_alias: ['payer-aliases'],
  role: ['roles', 'session'],
  category: ['categories'],
  job: ['jobs'],
};

/** Whatever changes, these summaries may have changed with it. */
const SUMMARIES = ['worklist', 'dashboard'] as const;

export function resourcesOf(subjectType: string): string[] {
  const plural = subjectType.replace(/_/g, '-') + (subjectType.endsWith('s') ? '' : 's');
  return [...(SHOWN_IN[subjectType] ?? [plural]), ...SUMMARIES];
}
