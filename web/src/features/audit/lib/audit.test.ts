import { describe, expect, it } from 'vitest';
import { factsOf, subjectName } from './facts';
import { canCancel, canRetry, percentOf, proofOf } from './jobs';

describe('facts of an event', () => {
  it('are its leaves, without what the changes tell already', () => {
    const facts = {
      number: 'SO-1',
      empty: '',
      nothing: null,
      roles: ['clerk', 'finance'],
      lines: [{ sku: 'A', qty: '2' }],
      before: { status: 'draft' },
      reason: 'told beside',
      ok: false,
    };
    expect(factsOf(facts, '、')).toEqual([
      { path: 'number', value: 'SO-1' },
      { path: 'roles', value: 'clerk、finance' },
      { path: 'lines[1].sku', value: 'A' },
      { path: 'lines[1].qty', value: '2' },
      { path: 'ok', value: 'false' },
    ]);
    expect(factsOf(null, '、')).toEqual([]);
  });
  it('name the record when it has no number', () => {
    expect(subjectName({ number: 'SO-1', facts: { login: 'x' } })).toBe('SO-1');
    expect(subjectName({ number: null, facts: { login: 'wangfang' } })).toBe('wangfang');
    expect(subjectName({ number: null, facts: { period: '2026-10', digest: 'd' } })).toBe(
      '2026-10',
    );
    expect(subjectName({ number: null, facts: null })).toBe('');
  });
});

describe('jobs', () => {
  it('can be stopped until they end, and tried again when they ended badly', () => {
    expect(canCancel({ state: 'running', stopping: false })).toBe(true);
    expect(canCancel({ state: 'running', stopping: true })).toBe(false);
    expect(canCancel({ state: 'succeeded', stopping: false })).toBe(false);
    expect(canRetry({ state: 'dead' })).toBe(true);
    expect(canRetry({ state: 'succeeded' })).toBe(false);
    expect(canRetry({ state: 'queued' })).toBe(false);
  });
  it('know how far they are', () => {
    const job = (done: number, total: number | null) => ({
      state: 'running' as const,
      progress: { done, total },
    });
    expect(percentOf(job(1, 3))).toBe(33);
    expect(percentOf(job(5, null))).toBeNull();
    expect(percentOf(job(7, 5))).toBe(100);
  });
  it('give the proof only when it is one', () => {
    const result = { ok: true, at: '2026-11-24T03:00:00Z', events: 5, problems: [] };
    expect(proofOf({ state: 'succeeded', result })).toEqual(result);
    expect(proofOf({ state: 'running', result: null })).toBeNull();
    expect(proofOf({ state: 'succeeded', result: { other: 1 } })).toBeNull();
    expect(proofOf(null)).toBeNull();
  });
});
