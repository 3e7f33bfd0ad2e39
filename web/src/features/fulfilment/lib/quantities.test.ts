import { describe, expect, it } from 'vitest';
import type { DeliveryLine } from '../api';
import {
  allSigned,
  chosen,
  proposal,
  remainingOf,
  returnableOf,
  signProblem,
  withRejected,
  withSigned,
} from './quantities';

const line = { id: 'dll_1', qty: '10.000000', signed: '8', returned: '3' } as DeliveryLine;
const ordered = (more: object) =>
  ({ id: 'orl_1', qty: '10', dispatched: '0', returned: '0', closed: false, ...more }) as never;

describe('quantities', () => {
  it('proposes what is left', () => {
    expect(remainingOf(ordered({ dispatched: '4.5' }))).toBe('5.5');
    expect(remainingOf(ordered({ dispatched: '12' }))).toBe('0');
    expect(remainingOf(ordered({ closed: true }))).toBe('0');
    expect(returnableOf(line)).toBe('5');
    expect(proposal([line], returnableOf)).toEqual({ dll_1: '5' });
    expect(proposal([line], () => '0')).toEqual({ dll_1: '' });
  });
  it('sends only lines with a quantity', () => {
    const lines = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
    expect(chosen(lines, { a: '2', b: '0', c: '' })).toEqual([{ id: 'a', qty: '2' }]);
  });
  it('keeps signed and rejected together', () => {
    const all = allSigned([line]).dll_1;
    expect(all).toEqual({ signed: '10', rejected: '0', reason: '' });
    if (!all) return;
    expect(withSigned(line, all, '7')).toEqual({ signed: '7', rejected: '3', reason: '' });
    expect(withRejected(line, all, '1.5').signed).toBe('8.5');
    expect(withSigned(line, all, '')).toEqual({ signed: '', rejected: '0', reason: '' });
  });
  it('asks for a reason of what was refused', () => {
    expect(signProblem(line, { signed: '10', rejected: '0', reason: '' })).toBeNull();
    expect(signProblem(line, { signed: '9', rejected: '1', reason: ' ' })).toBe('reason');
    expect(signProblem(line, { signed: '10', rejected: '1', reason: 'x' })).toBe('over');
    expect(signProblem(line, { signed: '', rejected: '0', reason: '' })).toBe('quantity');
  });
});
