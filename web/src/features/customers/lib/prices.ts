import type { AgreedPrice } from '../api';

const of = (p: AgreedPrice) => `${p.product_id}:${p.currency}`;

/** Whether a price holds on a day: begun, not ended, and no later one of the same product begun too. */
export function standingOf(
  price: AgreedPrice,
  all: readonly AgreedPrice[],
  on: string,
): 'now' | 'later' | 'past' {
  if (price.valid_from > on) return 'later';
  if (price.valid_to !== null && price.valid_to < on) return 'past';
  const replaced = all.some(
    (p) => of(p) === of(price) && p.valid_from > price.valid_from && p.valid_from <= on,
  );
  return replaced ? 'past' : 'now';
}

/** By product, the newest price of each first. */
export function inOrder(prices: readonly AgreedPrice[]): AgreedPrice[] {
  return [...prices].sort(
    (a, b) =>
      a.sku.localeCompare(b.sku) ||
      a.currency.localeCompare(b.currency) ||
      b.valid_from.localeCompare(a.valid_from),
  );
}
