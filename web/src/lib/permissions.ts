/** What the signed-in person may do. The server decides; this only keeps dead ends off the screen. */
import { useCallback } from 'react';
import { useSession } from './session';

export type Can = (permission: string | undefined) => boolean;

/** "orders.write" is granted by itself, by "orders.*" or by "*". No permission asked = allowed. */
export function grants(permissions: readonly string[], asked: string | undefined): boolean {
  if (!asked) return true;
  const area = asked.split('.')[0] ?? '';
  return permissions.some((p) => p === asked || p === '*' || p === `${area}.*`);
}

export function useCan(): Can {
  const permissions = useSession()?.permissions;
  return useCallback((asked) => grants(permissions ?? [], asked), [permissions]);
}
