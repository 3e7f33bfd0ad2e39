/** The few calls a link allows. No session, no cookie: the secret of the address is the credential. */
import type { components } from '@jieqing/api-client';

type Schemas = components['schemas'];
export type Statement = Schemas['SharedStatement'];
export type Line = Schemas['SharedLine'];
export type Objection = Schemas['ObjectionBody'];
export type Answer = Schemas['AnswerBody'];

export interface Trouble {
  status: number;
  title: string;
  fields: { path: string; message: string }[];
}

export const secret = (): string => window.location.pathname.split('/')[2] ?? '';

export const fileUrl = (kind: 'pdf' | 'xlsx'): string =>
  `/api/v1/public/statements/${secret()}/${kind}`;

async function call<T>(rest: string, lang: string, body?: unknown): Promise<T> {
  const init: RequestInit = { headers: { 'Accept-Language': lang }, credentials: 'omit' };
  if (body !== undefined) {
    init.method = 'POST';
    init.body = JSON.stringify(body);
    init.headers = { ...init.headers, 'Content-Type': 'application/json' };
  }
  let response: Response;
  try {
    response = await fetch(`/api/v1/public/statements/${secret()}${rest}`, init);
  } catch {
    throw { status: 0, title: '', fields: [] } satisfies Trouble;
  }
  const data: unknown = await response.json().catch(() => ({}));
  if (response.ok) return data as T;
  const { title = '', fields = [] } = data as Partial<Trouble>;
  throw { status: response.status, title, fields } satisfies Trouble;
}

export const readStatement = (lang: string) => call<Statement>('', lang);
export const tellSeen = (lang: string) => call<unknown>('/seen', lang, {});
export const sendAnswer = (lang: string, answer: Answer) =>
  call<{ verdict: string; repeated: boolean }>('/answer', lang, answer);
