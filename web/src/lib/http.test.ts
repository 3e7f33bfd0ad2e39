import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { configureHttp, fileName, http, queryString } from './http';
import { ApiProblem, fieldPath } from './problem';

const seen: Request[] = [];
let answer: () => Response | Promise<Response>;

beforeEach(() => {
  seen.length = 0;
  answer = () => Response.json({ ok: true });
  vi.stubGlobal('fetch', (request: Request) => {
    seen.push(request);
    return Promise.resolve().then(() => answer());
  });
  configureHttp({ csrf: 'tok', locale: 'en-US', onUnauthenticated: () => undefined });
});
afterEach(() => vi.unstubAllGlobals());

const problem = (status: number, body: object) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });

describe('http', () => {
  it('reads without write headers', async () => {
    expect(await http.get('/orders', { status: ['a', 'b'], cursor: null, q: '' })).toEqual({
      ok: true,
    });
    const [request] = seen;
    expect(new URL(request?.url ?? '').pathname + new URL(request?.url ?? '').search).toBe(
      '/api/v1/orders?status=a%2Cb',
    );
    expect(request?.headers.get('accept-language')).toBe('en-US');
    expect(request?.headers.has('x-csrf')).toBe(false);
    expect(request?.headers.has('idempotency-key')).toBe(false);
  });

  it('writes with csrf, the intent’s key and the version', async () => {
    await http.patch('/orders/ord_1', { note: 'x' }, { key: 'k1', version: 7 });
    const [request] = seen;
    expect(request?.headers.get('x-csrf')).toBe('tok');
    expect(request?.headers.get('idempotency-key')).toBe('k1');
    expect(request?.headers.get('if-match')).toBe('"7"');
    expect(await request?.json()).toEqual({ note: 'x' });
  });

  it('makes a fresh key for each call without one', async () => {
    await http.post('/a');
    await http.post('/a');
    const keys = seen.map((r) => r.headers.get('idempotency-key'));
    expect(keys[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(keys[0]).not.toBe(keys[1]);
  });

  it('turns refusals into problems with facts as text', async () => {
    answer = () =>
      problem(422, {
        code: 'credit.over_limit',
        title: 'Over the limit',
        facts: { limit: '100.00', n: 3 },
        fields: [{ path: 'lines[2].qty', code: 'required' }],
      });
    const error = await http.post('/orders').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ApiProblem);
    const p = error as ApiProblem;
    expect([p.status, p.code, p.title, p.facts, p.isTransient]).toEqual([
      422,
      'credit.over_limit',
      'Over the limit',
      { limit: '100.00', n: '3' },
      false,
    ]);
    expect(fieldPath(p.fields[0]?.path ?? '')).toEqual(['lines', '2', 'qty']);
  });

  it('reports a lost session once, but not for the session’s own calls', async () => {
    const lost = vi.fn();
    configureHttp({ onUnauthenticated: lost });
    answer = () => problem(401, {});
    await expect(http.get('/session')).rejects.toMatchObject({
      status: 401,
      code: 'unauthenticated',
    });
    expect(lost).not.toHaveBeenCalled();
    await expect(http.get('/orders')).rejects.toMatchObject({ status: 401 });
    expect(lost).toHaveBeenCalledTimes(1);
  });

  it('names a dead network', async () => {
    answer = () => Promise.reject(new TypeError('Failed to fetch'));
    await expect(http.get('/orders')).rejects.toMatchObject({
      status: 0,
      code: 'network',
      isTransient: true,
    });
  });

  it('understands empty answers and pages that are no JSON', async () => {
    answer = () => new Response(null, { status: 204 });
    expect(await http.delete('/orders/1')).toBeUndefined();
    answer = () =>
      new Response('<html>', { status: 502, headers: { 'content-type': 'text/html' } });
    await expect(http.get('/x')).rejects.toMatchObject({ status: 502, code: 'server' });
  });
});

describe('helpers', () => {
  it('builds queries', () => {
    expect(queryString({ a: 1, b: true, c: [], d: undefined })).toBe('?a=1&b=true');
    expect(queryString(undefined)).toBe('');
  });
  it('reads file names', () => {
    expect(fileName("attachment; filename*=UTF-8''%E8%AE%A2%E5%8D%95.xlsx")).toBe('订单.xlsx');
    expect(fileName('attachment; filename="orders.xlsx"')).toBe('orders.xlsx');
    expect(fileName(null)).toBeNull();
  });
});
