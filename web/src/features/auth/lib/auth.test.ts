import { describe, expect, it } from 'vitest';
import { passwordStrength } from './password-strength';
import { safeReturn } from './safe-return';

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
