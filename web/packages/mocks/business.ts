/** Orders, deliveries, invoices, customers and products for looking at the screens. */
import { customers, products } from './catalog-data.ts';
import { findings, order, orderDocument } from './order-data.ts';
import type { MockAnswer, MockRequest } from './plugin.ts';

const page = (items: unknown[], totals?: unknown): MockAnswer => ({
  body: { items, next_cursor: null, ...(totals ? { totals } : {}) },
});

const list = (make: (i: number) => unknown, n = 40) => Array.from({ length: n }, (_, i) => make(i));

export const business: Record<string, (req: MockRequest) => MockAnswer> = {
  'GET /orders': ({ query }) =>
    page(
      list(order),
      query.get('totals')
        ? [{ currency: 'CNY', count: 3012, total: '9128400.00', base_total: '9128400.00' }]
        : undefined,
    ),
  'GET /orders/price-suggestions': ({ query }) => {
    const skus = (query.get('skus') ?? '').split(',');
    return page(
      products
        .filter((p) => skus.includes(p.sku))
        .map((p, i) => ({
          ...p,
          product_id: p.id,
          pack: null,
          price_source: ['agreed', 'list', 'last_deal'][i % 3],
          usual_qty: null,
        })),
    );
  },
  'POST /orders/verify': () => ({
    body: {
      currency: 'CNY',
      net: '1',
      tax: '1',
      total: '2',
      lines: [],
      findings: findings.filter((f) => !f.released_by),
    },
  }),
  'GET /orders/:id': ({ params }) => ({ body: orderDocument(params.id ?? '') }),
  'GET /customers': () => page(customers),
  'GET /customers/:id': ({ params }) => ({
    body: customers.find((c) => c.id === params.id) ?? customers[0],
  }),
  'GET /products': () => page(products),
  'GET /products/:id': ({ params }) => ({ body: products.find((p) => p.id === params.id) }),
  'GET /terms': () => page([{ id: 'trm_1', code: 'N30', name: '开票后30天' }]),
  'GET /terms/:id': () => ({ body: { id: 'trm_1', code: 'N30', name: '开票后30天' } }),
  'GET /timeline': () => ({
    body: {
      items: [
        {
          seq: 3,
          at: '2026-11-24T03:00:00Z',
          actor: { id: 'u', name: '王芳' },
          kind: 'order.confirmed',
        },
        {
          seq: 2,
          at: '2026-11-23T03:00:00Z',
          actor: { id: 'u', name: '王芳' },
          kind: 'order.submitted',
        },
        { seq: 1, at: '2026-11-22T03:00:00Z', actor: null, kind: 'order.created' },
      ],
      next_cursor: null,
    },
  }),
  'GET /attachments': () =>
    page([
      {
        id: 'att_1',
        purpose: 'proof',
        file_name: '签收单扫描件.pdf',
        media_type: 'application/pdf',
        size: 182_400,
        created_at: '2026-11-24T03:00:00Z',
      },
    ]),
};
