import { http } from '@/lib/http';
import { createKeys } from '@/lib/query-keys';

export interface OwnSession {
  id: string;
  current: boolean;
  created_at: string;
  seen_at: string;
  expires_at: string;
  agent: string;
  address: string;
}

export interface Token {
  id: string;
  name: string;
  scopes: string[];
  created_at: string;
  expires_at: string;
  last_used_at: string | null;
  revoked_at: string | null;
}

export const sessionKeys = createKeys('sessions');
export const tokenKeys = createKeys('tokens');

export const readSessions = async (signal?: AbortSignal) =>
  (await http.get<{ items: OwnSession[] }>('/sessions', undefined, signal)).items;

export const readTokens = async (signal?: AbortSignal) =>
  (await http.get<{ items: Token[] }>('/tokens', undefined, signal)).items;

export const changePassword = (old_password: string, new_password: string, key: string) =>
  http.post('/session/password', { old_password, new_password }, { key });
