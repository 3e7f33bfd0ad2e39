/**
 * Filters, sorting and paging live in the URL, so a list can be bookmarked, shared and reached by
 * "back". A spec says which parameters a page has and how each is read; anything else stays put.
 */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { isBusinessDate } from './dates';
import { isDecimal } from './money';

export type SearchRecord = Record<string, string>;

export interface Param<T> {
  fallback: T;
  read: (text: string) => T | undefined;
  write: (value: T) => string;
}

export type UrlSpec = Record<string, Param<never> | Param<unknown> | { fallback: unknown }>;
export type UrlValues<S> = { [K in keyof S]: S[K] extends Param<infer T> ? T : never };

export const textParam = (fallback = ''): Param<string> => ({
  fallback,
  read: (text) => text,
  write: (value) => value.trim(),
});

export const choiceParam = <T extends string>(choices: readonly T[], fallback: T): Param<T> => ({
  fallback,
  read: (text) => choices.find((choice) => choice === text),
  write: (value) => value,
});

/** Several values, comma separated. Without `choices` any value is taken. */
export const listParam = <T extends string = string>(choices?: readonly T[]): Param<T[]> => ({
  fallback: [],
  read: (text) => {
    const parts = text.split(',').filter((part) => part !== '') as T[];
    return choices ? parts.filter((part) => choices.includes(part)) : parts;
  },
  write: (value) => value.join(','),
});

export const dateParam = (fallback = ''): Param<string> => ({
  fallback,
  read: (text) => (isBusinessDate(text) ? text : undefined),
  write: (value) => value,
});

export const decimalParam = (fallback = ''): Param<string> => ({
  fallback,
  read: (text) => (isDecimal(text) ? text : undefined),
  write: (value) => value,
});

export const flagParam = (fallback = false): Param<boolean> => ({
  fallback,
  read: (text) => (text === '1' || text === 'true' ? true : text === '0' ? false : undefined),
  write: (value) => (value ? '1' : '0'),
});

type AnyParam = Param<unknown>;

export function readState<S>(spec: S, search: SearchRecord): UrlValues<S> {
  const out: Record<string, unknown> = {};
  for (const [key, param] of Object.entries(spec as Record<string, AnyParam>)) {
    const text = search[key];
    out[key] = (text === undefined ? undefined : param.read(text)) ?? param.fallback;
  }
  return out as UrlValues<S>;
}

/** The search with `patch` applied; values equal to their fallback leave the URL. */
export function writeState<S>(
  spec: S,
  search: SearchRecord,
  patch: Partial<UrlValues<S>>,
): SearchRecord {
  const out: SearchRecord = { ...search };
  for (const [key, value] of Object.entries(patch)) {
    const param = (spec as Record<string, AnyParam>)[key];
    if (!param) continue;
    const text = value === undefined ? '' : param.write(value);
    if (text === '' || text === param.write(param.fallback)) delete out[key];
    else out[key] = text;
  }
  return out;
}

/** `push` gives the change a place in the browser's history, so that Back undoes it. */
export type SetUrl<S> = (patch: Partial<UrlValues<S>>, how?: 'replace' | 'push') => void;

export function useUrlState<S>(spec: S): [UrlValues<S>, SetUrl<S>] {
  const search = useSearch({ strict: false }) as SearchRecord;
  const navigate = useNavigate();
  const values = useMemo(() => readState(spec, search), [spec, search]);
  const set = useCallback(
    (patch: Partial<UrlValues<S>>, how: 'replace' | 'push' = 'replace') => {
      void navigate({
        to: '.',
        replace: how === 'replace',
        search: ((current: SearchRecord) => writeState(spec, current, patch)) as never,
      });
    },
    [navigate, spec],
  );
  return [values, set];
}

/** Plain `?a=b` both ways; the router's default would write JSON into the address bar. */
export function parseSearch(text: string): SearchRecord {
  return Object.fromEntries(new URLSearchParams(text));
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (value === undefined || value === null || value === '') continue;
    params.set(key, String(value));
  }
  const text = params.toString().replace(/%2C/g, ',').replace(/%2F/g, '/');
  return text ? `?${text}` : '';
}
