/** Business dates are `YYYY-MM-DD` text; instants are RFC 3339 UTC text. */

export type BusinessDate = string;

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY = 86_400_000;

function utc(date: BusinessDate): number {
  const m = ISO.exec(date);
  if (!m) throw new RangeError(`not a date: ${date}`);
  return Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3]));
}

const iso = (ms: number): BusinessDate => new Date(ms).toISOString().slice(0, 10);
const pad = (n: number) => String(n).padStart(2, '0');

export function isBusinessDate(text: string): boolean {
  return ISO.test(text) && iso(utc(text)) === text;
}

/** Today where the user sits. */
export function today(now = new Date()): BusinessDate {
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

export const addDays = (date: BusinessDate, days: number): BusinessDate =>
  iso(utc(date) + days * DAY);

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: BusinessDate, to: BusinessDate): number =>
  Math.round((utc(to) - utc(from)) / DAY);

export function startOfMonth(date: BusinessDate): BusinessDate {
  return `${date.slice(0, 7)}-01`;
}

/** Months later, keeping the day where the month has it (31 Jan + 1 = 28 or 29 Feb). */
export function addMonths(date: BusinessDate, months: number): BusinessDate {
  const at = new Date(utc(date));
  const first = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1);
  const lastDay = new Date(
    Date.UTC(new Date(first).getUTCFullYear(), new Date(first).getUTCMonth() + 1, 0),
  ).getUTCDate();
  return iso(first + (Math.min(at.getUTCDate(), lastDay) - 1) * DAY);
}

export function endOfMonth(date: BusinessDate): BusinessDate {
  return addDays(addMonths(startOfMonth(date), 1), -1);
}

export type RangePreset =
  | 'today'
  | 'last7'
  | 'last30'
  | 'thisMonth'
  | 'lastMonth'
  | 'thisQuarter'
  | 'thisYear'
  | 'lastYear';

export function presetRange(preset: RangePreset, on: BusinessDate): [BusinessDate, BusinessDate] {
  const month = startOfMonth(on);
  const year = on.slice(0, 4);
  switch (preset) {
    case 'today':
      return [on, on];
    case 'last7':
      return [addDays(on, -6), on];
    case 'last30':
      return [addDays(on, -29), on];
    case 'thisMonth':
      return [month, endOfMonth(on)];
    case 'lastMonth':
      return [addMonths(month, -1), addDays(month, -1)];
    case 'thisQuarter': {
      const back = (Number(on.slice(5, 7)) - 1) % 3;
      const start = addMonths(month, -back);
      return [start, endOfMonth(addMonths(start, 2))];
    }
    case 'thisYear':
      return [`${year}-01-01`, `${year}-12-31`];
    case 'lastYear': {
      const last = String(Number(year) - 1);
      return [`${last}-01-01`, `${last}-12-31`];
    }
  }
}

export type DueState = { kind: 'overdue' | 'today' | 'soon' | 'later'; days: number };

/** How a due date stands today; `days` is always positive or zero. */
export function dueState(due: BusinessDate, on: BusinessDate, soonDays = 7): DueState {
  const days = daysBetween(on, due);
  if (days < 0) return { kind: 'overdue', days: -days };
  if (days === 0) return { kind: 'today', days: 0 };
  return { kind: days <= soonDays ? 'soon' : 'later', days };
}

/** Instant → local "YYYY-MM-DD HH:mm". */
export function formatInstant(instant: string, seconds = false): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const time = `${pad(at.getHours())}:${pad(at.getMinutes())}`;
  return `${today(at)} ${time}${seconds ? `:${pad(at.getSeconds())}` : ''}`;
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', DAY],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** "3 小时前", for at most a week; older instants, and later ones than now, read better as a date. */
export function formatRelative(instant: string, locale: string, now = Date.now()): string {
  const at = new Date(instant).getTime();
  if (Number.isNaN(at)) return instant;
  const gap = at - now;
  if (gap < -7 * DAY || gap > 60_000) return formatInstant(instant);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  for (const [unit, size] of STEPS) {
    if (Math.abs(gap) >= size) return format.format(Math.trunc(gap / size), unit);
  }
  return format.format(0, 'second');
}

/**
 * Typed or pasted date → `YYYY-MM-DD`: "2026/3/5", "20260305", "2026年3月5日", "2026.3.5",
 * "3-5" and "3月5日" (year of `on`), full-width digits. `null` when it is no date.
 */
export function parseDateInput(text: string, on: BusinessDate): BusinessDate | null {
  const plain = text
    .trim()
    .replace(/[\uff0d-\uff19]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\s+\d{1,2}:\d{2}(:\d{2})?$/, '');
  const full =
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ??
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain);
  const short = /^(\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain);
  const [year, month, day] = full
    ? [full[1], full[2], full[3]]
    : short
      ? [on.slice(0, 4), short[1], short[2]]
      : [];
  if (!year || !month || !day) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isBusinessDate(date) ? date : null;
}
