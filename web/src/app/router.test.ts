import { describe, expect, it } from 'vitest';
import { paths } from '@/lib/paths';
import { router } from './router';
import { activeKey, NAV } from './shell/nav';

const known = new Set(Object.keys(router.routesByPath));

describe('routes', () => {
  it('has a page for every address the product links to', () => {
    const addresses = Object.values(paths).map((p) => (typeof p === 'function' ? p('$id') : p));
    expect(addresses.filter((address) => !known.has(address))).toEqual([]);
  });
  it('has a page for every item of the navigation, found again by its address', () => {
    for (const item of NAV.flatMap((g) => g.items)) {
      expect(known.has(item.to)).toBe(true);
      expect(activeKey(item.to)).toBe(item.key);
    }
    expect(activeKey('/orders/ord_1')).toBe('orders');
    expect(activeKey('/nowhere')).toBe('');
  });
  it('gives no two items the same shortcut', () => {
    const keys = NAV.flatMap((g) => g.items).flatMap((i) => i.hotkey ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
