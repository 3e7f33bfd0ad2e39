import type { EntityOption } from '../entity-source';
import { withBad, withOption } from './grid-rows';
import type { GridColumn, GridRow, PendingLookup } from './types';

const AT_ONCE = 6;

export type Resolved = EntityOption | 'not_found' | 'ambiguous';

/** The record meant by a text: its exact code or name, or the only one found. */
export function pick(options: readonly EntityOption[], text: string): Resolved {
  const wanted = text.trim().toLowerCase();
  const usable = options.filter((o) => !o.blocked);
  const words = (o: EntityOption) =>
    [o.label, ...(o.hint ?? '').split(' · ')].map((w) => w.trim().toLowerCase());
  const exact = usable.filter((o) => o.label.trim().toLowerCase() === wanted);
  if (exact.length === 1 && exact[0]) return exact[0];
  const close = usable.filter((o) => words(o).includes(wanted));
  if (close.length === 1 && close[0]) return close[0];
  if (usable.length === 1 && usable[0]) return usable[0];
  return usable.length === 0 ? 'not_found' : 'ambiguous';
}

/** Searches each different text once, a few at a time. */
export async function resolveLookups(
  columns: readonly GridColumn[],
  lookups: readonly PendingLookup[],
  done: (apply: (rows: readonly GridRow[]) => GridRow[]) => void,
): Promise<void> {
  const jobs = new Map<string, PendingLookup[]>();
  for (const lookup of lookups) {
    const id = `${lookup.column}\u0000${lookup.text.toLowerCase()}`;
    jobs.set(id, [...(jobs.get(id) ?? []), lookup]);
  }
  const queue = [...jobs.values()];
  const work = async () => {
    for (let job = queue.shift(); job; job = queue.shift()) {
      const [first] = job;
      const column = columns.find((c) => c.key === first?.column);
      if (!first || !column?.source) continue;
      let found: Resolved | 'lookup_failed';
      try {
        found = pick(await column.source.search(first.text), first.text);
      } catch {
        found = 'lookup_failed';
      }
      const wanted = new Set(job.map((l) => l.rowKey));
      done((rows) =>
        rows.map((row) => (wanted.has(row.key) ? settle(row, column, first.text, found) : row)),
      );
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, queue.length) }, work));
}

/** Only while the cell still waits for this text: the person may have typed on meanwhile. */
function settle(
  row: GridRow,
  column: GridColumn,
  text: string,
  found: Resolved | 'lookup_failed',
): GridRow {
  if (row.pending[column.key]?.toLowerCase() !== text.toLowerCase()) return row;
  if (typeof found === 'string') return withBad(row, column.key, text, found);
  const chosen = withOption(row, column, found);
  // What was pasted beside it stays.
  const kept = Object.fromEntries(Object.entries(row.values).filter(([, v]) => v !== ''));
  return {
    ...chosen,
    values: { ...chosen.values, ...kept, [column.key]: found.value },
    bad: { ...chosen.bad, ...without(row.bad, column.key) },
  };
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const copy = { ...record };
  delete copy[key];
  return copy;
}
