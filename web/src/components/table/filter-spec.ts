import type { Query } from '@/lib/http';
import { textParam, type Param } from '@/lib/use-url-state';
import type { FilterDef } from './types';

export type FilterSpec = Record<string, Param<string>>;

/** The URL parameters a list understands; all text, as they go to the API. */
export function specOf(filters: readonly FilterDef[], defaultSort: string): FilterSpec {
  const spec: FilterSpec = { sort: textParam(defaultSort), view: textParam() };
  for (const filter of filters) {
    for (const key of keysOf(filter)) spec[key] = textParam();
  }
  return spec;
}

export function keysOf(filter: FilterDef): string[] {
  return filter.kind === 'dates' || filter.kind === 'amounts'
    ? [filter.from, filter.to]
    : [filter.key];
}

/** URL values → API query; `view` is ours alone. */
export function queryOf(values: Record<string, string>): Query {
  const query: Query = {};
  for (const [key, value] of Object.entries(values)) {
    if (key !== 'view' && value !== '') query[key] = value;
  }
  return query;
}

export function activeCount(filters: readonly FilterDef[], values: Record<string, string>): number {
  return filters.filter((filter) => keysOf(filter).some((key) => values[key])).length;
}

export interface SortState {
  field: string;
  order: 'ascend' | 'descend';
}

/** "-due_date" ↔ { field, order }. */
export function readSort(text: string): SortState | null {
  if (!text) return null;
  return text.startsWith('-')
    ? { field: text.slice(1), order: 'descend' }
    : { field: text, order: 'ascend' };
}

/** A click on a heading: up, down, back to the list's own order. */
export function nextSort(current: string, field: string, fallback: string): string {
  const sort = readSort(current);
  if (sort?.field !== field) return field;
  return sort.order === 'ascend' ? `-${field}` : fallback;
}
