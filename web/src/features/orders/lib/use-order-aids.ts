/** What the server says about the order while it is typed: prices, and what it would find. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import type { GridMarks, GridRow } from '@/components/form/grid/types';
import { filledRows } from '@/components/form/grid/grid-rows';
import { today } from '@/lib/dates';
import { useDebounced } from '@/lib/use-debounced';
import { orderKeys, suggestPrices, verifyOrder, type Finding, type PriceSuggestion } from '../api';
import { canVerify, orderBody, type HeadValues } from './order-draft';

/** Prices of the products in the grid; an empty price is filled once, what people type stays. */
export function usePriceSuggestions(
  head: HeadValues,
  rows: readonly GridRow[],
  setRows: (change: (rows: GridRow[]) => GridRow[]) => void,
): ReadonlyMap<string, PriceSuggestion> {
  const skus = [...new Set(rows.map((r) => r.refs.product?.label ?? '').filter(Boolean))].sort();
  const query = {
    customer_id: head.customer_id ?? '',
    skus,
    currency: head.currency ?? 'CNY',
    on: head.ordered_on || today(),
    tax_inclusive: head.tax_inclusive ?? true,
  };
  const found = useQuery({
    queryKey: orderKeys.extra('prices', query),
    queryFn: ({ signal }) => suggestPrices(query, signal),
    enabled: query.customer_id !== '' && skus.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const byProduct = useMemo(
    () => new Map((found.data?.items ?? []).map((s) => [s.product_id, s])),
    [found.data],
  );
  const filled = useRef(new Set<string>());
  useEffect(() => {
    const wanted = rows.filter((row) => {
      const product = row.values.product ?? '';
      return (
        !row.values.price &&
        !row.bad.price &&
        byProduct.get(product)?.price &&
        !filled.current.has(`${row.key}:${product}`)
      );
    });
    if (wanted.length === 0) return;
    for (const row of wanted) filled.current.add(`${row.key}:${row.values.product}`);
    const keys = new Set(wanted.map((r) => r.key));
    setRows((old) =>
      old.map((row) =>
        keys.has(row.key) && !row.values.price
          ? {
              ...row,
              values: {
                ...row.values,
                price: byProduct.get(row.values.product ?? '')?.price ?? '',
                tax_rate:
                  row.values.tax_rate || (byProduct.get(row.values.product ?? '')?.tax_rate ?? ''),
              },
            }
          : row,
      ),
    );
  }, [rows, byProduct, setRows]);
  return byProduct;
}

/** Asks the server to check the order as typed, half a second after the last change. */
export function useLiveFindings(head: HeadValues, rows: readonly GridRow[], editing?: string) {
  const body = canVerify(head, rows)
    ? { order: orderBody(head, rows), ...(editing ? { editing_id: editing } : {}) }
    : null;
  const settled = useDebounced(JSON.stringify(body), 500);
  const query = useQuery({
    queryKey: orderKeys.extra('verify', { body: settled }),
    queryFn: ({ signal }) => verifyOrder(JSON.parse(settled), signal),
    enabled: settled !== 'null',
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 30_000,
    gcTime: 60_000,
  });
  return {
    findings: settled === 'null' ? [] : (query.data?.findings ?? []),
    checking: query.isFetching,
    error: query.error,
  };
}

/** Findings about a line → marks at the cell they speak of. */
export function marksOf(findings: readonly Finding[], rows: readonly GridRow[]): GridMarks {
  const lines = filledRows(rows);
  const marks: Record<string, Record<string, { tone: 'warning'; text: string }>> = {};
  for (const finding of findings) {
    const row = lines[finding.line_no - 1];
    if (!row || finding.severity === 'info') continue;
    const column = columnOf(finding.rule);
    marks[row.key] = { ...marks[row.key], [column]: { tone: 'warning', text: finding.message } };
  }
  return marks;
}

function columnOf(rule: string): string {
  if (/price|floor|deal|discount/.test(rule)) return 'price';
  if (/qty|quantity|pack|multiple/.test(rule)) return 'qty';
  if (/tax/.test(rule)) return 'tax_rate';
  return 'product';
}
