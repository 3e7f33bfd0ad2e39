/**
 * The one way to the server. Adds language, CSRF token and idempotency key, turns refusals into
 * `ApiProblem`, and reports a lost session. `api` is the typed client over the same fetch.
 */
import { createApi } from '@jieqing/api-client';
import { ApiProblem, problemFrom } from './problem';
import { newKey } from './random';

export const API = '/api/v1';

export type QueryValue = string | number | boolean | null | undefined | readonly string[];
export type Query = Record<string, QueryValue>;

export interface ListPage<Row, Total = Record<string, string | number>> {
  items: Row[];
  next_cursor: string | null;
  total?: Total | null;
  /** Count and sums of everything the filters find, one row per currency; when asked for. */
  totals?: ({ currency: string; count: number } & Record<string, string | number>)[] | null;
}

export interface WriteOptions {
  /** One per user intent: pass the key of `useCommand`, else each call is its own intent. */
  key?: string | undefined;
  /** `version` of the record as read; sent as If-Match. */
  version?: string | number | undefined;
  signal?: AbortSignal | undefined;
}

interface Wiring {
  csrf: string;
  locale: string;
  onUnauthenticated: () => void;
}

const wiring: Wiring = { csrf: '', locale: 'zh-CN', onUnauthenticated: () => undefined };

export function configureHttp(part: Partial<Wiring>): void {
  Object.assign(wiring, part);
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

export async function apiFetch(request: Request): Promise<Response> {
  const headers = request.headers;
  headers.set('Accept-Language', wiring.locale);
  if (!headers.has('Accept')) headers.set('Accept', 'application/json, application/problem+json');
  if (!READS.has(request.method)) {
    if (wiring.csrf) headers.set('X-CSRF', wiring.csrf);
    if (!headers.has('Idempotency-Key')) headers.set('Idempotency-Key', newKey());
  }
  let response: Response;
  try {
    response = await fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw new ApiProblem({ code: 'network' }, 0);
  }
  if (response.ok) return response;
  const problem = await problemFrom(response);
  const aboutSession = new URL(request.url).pathname === `${API}/session`;
  if (response.status === 401 && !aboutSession) wiring.onUnauthenticated();
  throw problem;
}

export const api = createApi(apiFetch, '');

export function queryString(query: Query | undefined): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === '') continue;
    if (Array.isArray(value)) {
      if (value.length > 0) params.set(key, value.join(','));
    } else params.set(key, String(value));
  }
  const text = params.toString();
  return text ? `?${text}` : '';
}

const url = (path: string, query?: Query) =>
  new URL(`${API}${path}${queryString(query)}`, window.location.origin);

async function send<T>(
  method: string,
  path: string,
  body: unknown,
  options: WriteOptions,
): Promise<T> {
  const headers = new Headers();
  if (options.key) headers.set('Idempotency-Key', options.key);
  if (options.version !== undefined) headers.set('If-Match', `"${options.version}"`);
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers.set('Content-Type', 'application/json');
  const payload = body === undefined ? null : form ? body : JSON.stringify(body);
  const response = await apiFetch(
    new Request(url(path), { method, headers, body: payload, signal: options.signal ?? null }),
  );
  return (await readBody(response)) as T;
}

async function readBody(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

export const http = {
  async get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> {
    const response = await apiFetch(new Request(url(path, query), { signal: signal ?? null }));
    return (await readBody(response)) as T;
  },
  post: <T>(path: string, body?: unknown, options: WriteOptions = {}) =>
    send<T>('POST', path, body, options),
  put: <T>(path: string, body?: unknown, options: WriteOptions = {}) =>
    send<T>('PUT', path, body, options),
  patch: <T>(path: string, body?: unknown, options: WriteOptions = {}) =>
    send<T>('PATCH', path, body, options),
  delete: <T>(path: string, options: WriteOptions = {}) =>
    send<T>('DELETE', path, undefined, options),

  /** Fetches a file and hands it to the browser; a refusal arrives as a problem, not as a page. */
  async download(path: string, query?: Query, fallbackName = 'download'): Promise<void> {
    const headers = new Headers({ Accept: '*/*' });
    const response = await apiFetch(new Request(url(path, query), { headers }));
    const name = fileName(response.headers.get('content-disposition')) ?? fallbackName;
    saveBlob(await response.blob(), name);
  },
};

/** Hands a file to the browser's downloads. */
export function saveBlob(blob: Blob, name: string): void {
  const href = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

export function fileName(disposition: string | null): string | null {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (encoded) {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  }
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1] ?? null;
}
