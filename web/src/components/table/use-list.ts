import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { http, type ListPage, type Query } from '@/lib/http';
import { foldTotals } from './totals';
import type { Totals } from './types';

export interface ListSource<Row> {
  /** `/orders`: read with keyset paging, exported from `/orders/export.xlsx`. */
  endpoint: string;
  /** Sent with each request, never shown as a filter. */
  fixedQuery?: Query | undefined;
  /** Own reader, for the gallery, tests, and lists the plain GET does not fit. */
  fetchPage?: ((query: Query, signal: AbortSignal) => Promise<ListPage<Row, Totals>>) | undefined;
  pageSize?: number | undefined;
  /** The endpoint answers `totals=true` with sums of everything found. */
  totals?: boolean | undefined;
}

/** The pages of a list read so far; the next one is asked for while scrolling. */
export function useList<Row>(source: ListSource<Row>, query: Query) {
  const { endpoint, fixedQuery, fetchPage, pageSize = 100, totals } = source;
  const full: Query = { ...fixedQuery, ...query };
  const list = useInfiniteQuery({
    queryKey: [endpoint.replace(/^\//, '').split('/')[0], 'list', endpoint, full],
    queryFn: ({ pageParam, signal }) => {
      const paged: Query = {
        ...full,
        limit: pageSize,
        cursor: pageParam,
        ...(totals && pageParam === null ? { totals: true } : {}),
      };
      return fetchPage
        ? fetchPage(paged, signal)
        : http.get<ListPage<Row, Totals>>(endpoint, paged, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const first = list.data?.pages[0];
  const total = useMemo(() => first?.total ?? foldTotals(first?.totals), [first]);
  return { ...list, rows, total, fullQuery: full };
}
