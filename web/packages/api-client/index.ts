/** Typed access to the API: the generated contract bound to openapi-fetch. */
import createClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema';

export type { components, operations, paths } from './schema';
export type Schemas = components['schemas'];
export type ApiClient = Client<paths>;

/** `fetcher` adds credentials, headers and error mapping; see `src/lib/http.ts`. */
export function createApi(
  fetcher: (request: Request) => Promise<Response>,
  baseUrl = '/',
): ApiClient {
  return createClient<paths>({ baseUrl, fetch: fetcher });
}
