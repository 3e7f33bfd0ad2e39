/**
 * A make-believe server for `npm run dev:mock`: enough of the API to look at screens without the
 * Rust binary. Development only; nothing of it reaches the build.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Plugin } from 'vite';
import { handlers } from './handlers.ts';

export interface MockRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
  params: Record<string, string>;
}

export interface MockAnswer {
  status?: number;
  body?: unknown;
}

const API = '/api/v1';

export function mockApi(): Plugin {
  return {
    name: 'jieqing-mock-api',
    configureServer(server) {
      server.middlewares.use((req, res, next) => {
        if (!req.url?.startsWith(API)) return next();
        void answer(req, res);
      });
    },
  };
}

async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const url = new URL(req.url ?? '/', 'http://mock');
  const path = url.pathname.slice(API.length);
  if (path === '/events') {
    res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    res.write(': hello\n\n');
    return;
  }
  const body = await readJson(req);
  for (const [route, handle] of Object.entries(handlers)) {
    const [method, pattern] = route.split(' ');
    const params = match(pattern ?? '', path);
    if (!method || method !== req.method || !params) continue;
    const result = handle({ method, path, query: url.searchParams, body, params });
    const status = result.status ?? 200;
    const type = status >= 400 ? 'application/problem+json' : 'application/json';
    res.writeHead(status, { 'content-type': type });
    res.end(result.body === undefined ? '' : JSON.stringify(result.body));
    return;
  }
  res.writeHead(404, { 'content-type': 'application/problem+json' });
  res.end(JSON.stringify({ code: 'not_found', title: '找不到这条记录', status: 404 }));
}

function match(pattern: string, path: string): Record<string, string> | null {
  const [want, have] = [pattern.split('/'), path.split('/')];
  if (want.length !== have.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of want.entries()) {
    const value = have[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return params;
}

async function readJson(req: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}
