/** Small per-browser choices (columns, collapsed panes). Storage may be blocked; then they last a page. */
import { useCallback, useMemo, useState, useSyncExternalStore } from 'react';

const memory = new Map<string, string>();
const listeners = new Set<() => void>();
const PREFIX = 'jq.';

function readRaw(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key) ?? memory.get(key) ?? null;
  } catch {
    return memory.get(key) ?? null;
  }
}

export function readPreference<T>(key: string, fallback: T): T {
  return parse(readRaw(key), fallback);
}

function parse<T>(raw: string | null, fallback: T): T {
  if (raw === null) return fallback;
  try {
    return JSON.parse(raw) as T;
  } catch {
    return fallback;
  }
}

export function writePreference<T>(key: string, value: T): void {
  const raw = JSON.stringify(value);
  memory.set(key, raw);
  try {
    localStorage.setItem(PREFIX + key, raw);
  } catch {
    // Kept in memory.
  }
  listeners.forEach((listen) => listen());
}

function subscribe(listen: () => void): () => void {
  listeners.add(listen);
  return () => listeners.delete(listen);
}

export function usePreference<T>(key: string, fallback: T): [T, (value: T) => void] {
  const raw = useSyncExternalStore(subscribe, () => readRaw(key));
  const [initial] = useState(fallback);
  const value = useMemo(() => parse(raw, initial), [raw, initial]);
  const set = useCallback((next: T) => writePreference(key, next), [key]);
  return [value, set];
}
