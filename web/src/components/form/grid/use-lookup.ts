import { useQuery } from '@tanstack/react-query';
import { useDebounced } from '@/lib/use-debounced';
import type { EntityOption, EntitySource } from '../entity-source';
import { localSource } from '../entity-source';
import type { GridColumn } from './types';

export interface Lookup {
  options: EntityOption[];
  loading: boolean;
  failed: boolean;
  /** The answer belongs to the text as typed now. */
  fresh: boolean;
}

export function sourceOf(column: GridColumn): EntitySource | null {
  if (column.kind === 'lookup') return column.source ?? null;
  if (column.kind === 'select' && column.options)
    return localSource(`select:${column.key}`, column.options);
  return null;
}

/** Records for a cell being edited. */
export function useLookup(source: EntitySource | null, text: string, open: boolean): Lookup {
  const settled = useDebounced(text.trim(), 150);
  const query = useQuery({
    queryKey: ['entity', source?.key ?? '', settled],
    queryFn: ({ signal }) => source?.search(settled, signal) ?? Promise.resolve([]),
    enabled: open && source !== null,
    staleTime: 30_000,
  });
  return {
    options: query.data ?? [],
    loading: query.isFetching,
    failed: query.isError,
    fresh: settled === text.trim() && !query.isFetching,
  };
}
