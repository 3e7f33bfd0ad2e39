import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  daysBetween,
  dueState,
  endOfMonth,
  formatRelative,
  isBusinessDate,
  parseDateInput,
  presetRange,
} from './dates';

describe('calendar', () => {
  it('counts over month, year and leap day', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(daysBetween('2026-11-24', '2026-12-24')).toBe(30);
    expect(daysBetween('2026-12-24', '2026-11-24')).toBe(-30);
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-11-15', -11)).toBe('2025-12-15');
    expect(endOfMonth('2026-02-10')).toBe('2026-02-28');
  });

  it('knows real dates', () => {
    expect(isBusinessDate('2026-02-29')).toBe(false);
    expect(isBusinessDate('2028-02-29')).toBe(true);
    expect(isBusinessDate('2026-2-9')).toBe(false);
  });

  it.each([
    ['thisMonth', '2026-11-01', '2026-11-30'],
    ['lastMonth', '2026-10-01', '2026-10-31'],
    ['thisQuarter', '2026-10-01', '2026-12-31'],
    ['lastYear', '2025-01-01', '2025-12-31'],
    ['last7', '2026-11-18', '2026-11-24'],
  ] as const)('%s', (preset, from, to) => {
    expect(presetRange(preset, '2026-11-24')).toEqual([from, to]);
  });

  it('says how a due date stands', () => {
    expect(dueState('2026-11-20', '2026-11-24')).toEqual({ kind: 'overdue', days: 4 });
    expect(dueState('2026-11-24', '2026-11-24')).toEqual({ kind: 'today', days: 0 });
    expect(dueState('2026-11-30', '2026-11-24')).toEqual({ kind: 'soon', days: 6 });
    expect(dueState('2027-01-30', '2026-11-24').kind).toBe('later');
  });
});

describe('input', () => {
  it.each([
    ['2026/3/5', '2026-03-05'],
    ['20260305', '2026-03-05'],
    ['2026年3月5日', '2026-03-05'],
    ['2026.3.5', '2026-03-05'],
    ['3-5', '2026-03-05'],
    ['3月5日', '2026-03-05'],
    ['２０２６－０３－０５', '2026-03-05'],
    ['2026-03-05 00:00:00', '2026-03-05'],
  ])('reads %s', (text, date) => {
    expect(parseDateInput(text, '2026-11-24')).toBe(date);
  });

  it.each(['', '2026-13-01', '2/30', 'soon', '45987'])('refuses %j', (text) => {
    expect(parseDateInput(text, '2026-11-24')).toBeNull();
  });
});

describe('relative time', () => {
  const now = Date.parse('2026-11-24T12:00:00Z');
  it('tells how long ago, and never that something will have happened', () => {
    expect(formatRelative('2026-11-24T09:00:00Z', 'zh-CN', now)).toBe('3小时前');
    expect(formatRelative('2026-11-24T15:00:00Z', 'zh-CN', now)).toMatch(/^2026-11-2\d \d\d:00$/);
    expect(formatRelative('2026-11-10T15:00:00Z', 'zh-CN', now)).toMatch(/^2026-11-1\d \d\d:00$/);
  });
});
