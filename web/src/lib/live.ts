/** Live events (SSE): what one person changes, others see without reloading. */
import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { API } from './http';
import { resourcesOf } from './query-keys';

export type LiveState = 'idle' | 'connecting' | 'open' | 'offline';

export interface LiveEvent {
  seq: number;
  subject_type: string;
  subject_id: string;
  kind: string;
}

let state: LiveState = 'idle';
const watchers = new Set<() => void>();

function setState(next: LiveState): void {
  if (next === state) return;
  state = next;
  watchers.forEach((watch) => watch());
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (watch) => {
      watchers.add(watch);
      return () => watchers.delete(watch);
    },
    () => state,
  );
}

export function parseEvent(data: string): LiveEvent | null {
  try {
    const event = JSON.parse(data) as Partial<LiveEvent>;
    if (typeof event.subject_type !== 'string') return null;
    return {
      seq: event.seq ?? 0,
      subject_type: event.subject_type,
      subject_id: event.subject_id ?? '',
      kind: event.kind ?? '',
    };
  } catch {
    return null;
  }
}

const GATHER_MS = 300;
const RETRY_MS = [1_000, 2_000, 5_000, 15_000, 30_000];

/** Opens the stream and keeps it open; returns how to stop. */
export function startLive(
  client: QueryClient,
  make = (url: string) => new EventSource(url),
): () => void {
  let source: EventSource | null = null;
  let stopped = false;
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let flush: ReturnType<typeof setTimeout> | undefined;
  const resources = new Set<string>();
  const subjects = new Set<string>();

  const refresh = () => {
    flush = undefined;
    for (const resource of resources) void client.invalidateQueries({ queryKey: [resource] });
    for (const id of subjects) void client.invalidateQueries({ queryKey: ['timeline', id] });
    resources.clear();
    subjects.clear();
  };

  const onMessage = (message: MessageEvent<string>) => {
    const event = parseEvent(message.data);
    if (!event) return;
    resourcesOf(event.subject_type).forEach((r) => resources.add(r));
    if (event.subject_id) subjects.add(event.subject_id);
    flush ??= setTimeout(refresh, GATHER_MS);
  };

  const open = () => {
    setState('connecting');
    source = make(`${API}/events`);
    source.onopen = () => {
      // Events may have been missed while away: everything on screen is asked for again.
      if (failures > 0)
        void client.invalidateQueries({ predicate: (q) => q.queryKey[0] !== 'session' });
      failures = 0;
      setState('open');
    };
    source.onmessage = onMessage;
    source.addEventListener('change', onMessage as EventListener);
    source.onerror = () => {
      source?.close();
      if (stopped) return;
      setState('offline');
      const wait = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)];
      failures += 1;
      retry = setTimeout(open, wait);
    };
  };

  open();
  return () => {
    stopped = true;
    source?.close();
    clearTimeout(retry);
    clearTimeout(flush);
    setState('idle');
  };
}

export function useLive(client: QueryClient, enabled: boolean): void {
  useEffect(() => {
    if (!enabled || typeof EventSource === 'undefined') return undefined;
    return startLive(client);
  }, [client, enabled]);
}
