/** Periods are closed in order and reopened in reverse: which one may move now. */
import { endOfMonth } from '@/lib/dates';
import type { Period } from '../api';

const byAge = (a: Period, b: Period) => (a.period < b.period ? -1 : 1);

/** The earliest open one is the only one that can be closed. */
export function closable(periods: readonly Period[]): string | null {
  return [...periods].sort(byAge).find((p) => p.status === 'open')?.period ?? null;
}

/** The latest closed one is the only one that can be reopened. */
export function reopenable(periods: readonly Period[]): string | null {
  return (
    [...periods]
      .sort(byAge)
      .reverse()
      .find((p) => p.status === 'closed')?.period ?? null
  );
}

/** Last day of a period, for figures as of its end. */
export const lastDay = (period: string): string => endOfMonth(`${period}-01`);

/** Whether days of it are still to come; closing it now keeps them out. */
export const isRunning = (period: string, today: string): boolean => lastDay(period) >= today;
