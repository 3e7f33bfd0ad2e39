/** Where a search select gets its records: one definition per kind, used by forms, filters and grids. */
import { http, type ListPage } from '@/lib/http';

export interface EntityOption<Data = unknown> {
  value: string;
  label: string;
  /** Second line: code, tax number, spec. */
  hint?: string | undefined;
  /** Right side: unit, status. */
  extra?: string | undefined;
  /** A reason the record can't be chosen ("停止供货"). */
  blocked?: string | undefined;
  data?: Data;
}

export interface EntitySource<Data = unknown> {
  key: string;
  search: (text: string, signal?: AbortSignal) => Promise<EntityOption<Data>[]>;
  /** The option of a stored id, for showing a value that was not searched. */
  resolve: (id: string, signal?: AbortSignal) => Promise<EntityOption<Data> | null>;
}

/** A source over a list endpoint that understands `search` and a read endpoint `/{id}`. */
export function restSource<Row extends { id: string }>(
  endpoint: string,
  toOption: (row: Row) => EntityOption<Row>,
  fixedQuery: Record<string, string> = {},
): EntitySource<Row> {
  return {
    key: endpoint + JSON.stringify(fixedQuery),
    search: async (text, signal) =>
      (
        await http.get<ListPage<Row>>(endpoint, { ...fixedQuery, search: text, limit: 20 }, signal)
      ).items.map(toOption),
    resolve: async (id, signal) =>
      toOption(await http.get<Row>(`${endpoint}/${id}`, undefined, signal)),
  };
}

/** A source over records already at hand. */
export function localSource<Data>(
  key: string,
  options: readonly EntityOption<Data>[],
): EntitySource<Data> {
  return {
    key,
    search: async (text) => {
      const needle = text.trim().toLowerCase();
      return options
        .filter((o) => `${o.label} ${o.hint ?? ''} ${o.value}`.toLowerCase().includes(needle))
        .slice(0, 20);
    },
    resolve: async (id) => options.find((o) => o.value === id) ?? null,
  };
}

/** A source over a short list the server gives whole: payment terms, departments. */
export function wholeSource<Row extends { id: string }>(
  endpoint: string,
  toOption: (row: Row) => EntityOption<Row>,
): EntitySource<Row> {
  const all = async (signal?: AbortSignal) =>
    (await http.get<ListPage<Row>>(endpoint, undefined, signal)).items.map(toOption);
  return {
    key: endpoint,
    search: async (text, signal) => localSource(endpoint, await all(signal)).search(text),
    resolve: async (id, signal) => (await all(signal)).find((o) => o.value === id) ?? null,
  };
}
