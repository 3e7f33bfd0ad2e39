import { describe, expect, it } from 'vitest';
import type { Token } from '../api';
import { browserOf } from './browser';
import { passwordStrength } from './password-strength';
import { safeReturn } from './safe-return';
import { byArea, tokenState } from './tokens';

describe('return path', () => {
  it.each([
    ['/orders?status=draft', '/orders?status=draft'],
    ['//evil.example', '/'],
    ['https://evil.example', '/'],
    ['/\\evil', '/'],
    ['/login?return=/x', '/'],
    [undefined, '/'],
  ])('%s → %s', (text, to) => {
    expect(safeReturn(text)).toBe(to);
  });
});

describe('password', () => {
  it('wants length more than symbols', () => {
    expect(passwordStrength('Aa1!')).toBe('weak');
    expect(passwordStrength('aaaaaaaaaaaa')).toBe('weak');
    expect(passwordStrength('abcdefghij')).toBe('fair');
    expect(passwordStrength('correct horse battery staple')).toBe('strong');
  });
});

describe('sessions', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge · Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari · iOS',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'Firefox · Linux'],
    ['curl/8.5.0', 'curl/8.5.0'],
  ])('%s', (agent, name) => {
    expect(browserOf(agent)).toBe(name);
  });
});

describe('tokens', () => {
  const token = (expires_at: string, revoked_at: string | null = null): Token => ({
    id: 't',
    name: '',
    scopes: [],
    created_at: '',
    expires_at,
    last_used_at: null,
    revoked_at,
  });
  const now = Date.parse('2026-11-24T00:00:00Z');
  it('stand as their dates say, but revoked comes first', () => {
    expect(tokenState(token('2027-01-01T00:00:00Z'), now)).toBe('active');
    expect(tokenState(token('2026-12-01T00:00:00Z'), now)).toBe('expiring');
    expect(tokenState(token('2026-11-24T00:00:00Z'), now)).toBe('expired');
    expect(tokenState(token('2027-01-01T00:00:00Z', '2026-11-01T00:00:00Z'), now)).toBe('revoked');
  });
  it('group their scopes by area', () => {
    expect(byArea(['orders.read', 'users.read', 'orders.write'])).toEqual([
      ['orders', ['orders.read', 'orders.write']],
      ['users', ['users.read']],
    ]);
  });
});
