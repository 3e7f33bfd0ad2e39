/** Dated rows: which one holds on a day. */
interface Dated {
  valid_from: string;
}

/** The latest row that has begun by `on`. */
export function inForce<R extends Dated>(rows: readonly R[], on: string): R | undefined {
  return rows.reduce<R | undefined>(
    (best, row) =>
      row.valid_from <= on && (!best || row.valid_from > best.valid_from) ? row : best,
    undefined,
  );
}

export const newestFirst = <R extends Dated>(rows: readonly R[]): R[] =>
  [...rows].sort((a, b) => (a.valid_from < b.valid_from ? 1 : -1));

/** `now`, `later` or `past`; several currencies each have their own present. */
export function standing<R extends Dated>(
  row: R,
  rows: readonly R[],
  on: string,
): 'now' | 'later' | 'past' {
  if (row.valid_from > on) return 'later';
  return inForce(rows, on) === row ? 'now' : 'past';
}
