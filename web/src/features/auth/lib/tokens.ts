import type { Token } from '../api';

export type TokenState = 'active' | 'expiring' | 'expired' | 'revoked';

const SOON_MS = 14 * 86_400_000;

/** A revoked token stays revoked whatever its date says. */
export function tokenState(token: Token, now: number): TokenState {
  if (token.revoked_at !== null) return 'revoked';
  const left = new Date(token.expires_at).getTime() - now;
  if (left <= 0) return 'expired';
  return left < SOON_MS ? 'expiring' : 'active';
}

/** Scopes by their area, in the order given: `orders.read` belongs to `orders`. */
export function byArea(permissions: readonly string[]): [string, string[]][] {
  const areas = new Map<string, string[]>();
  for (const permission of permissions) {
    const area = permission.split('.')[0] ?? '';
    areas.set(area, [...(areas.get(area) ?? []), permission]);
  }
  return [...areas];
}
