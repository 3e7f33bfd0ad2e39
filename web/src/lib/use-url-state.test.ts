import { describe, expect, it } from 'vitest';
import {
  choiceParam,
  dateParam,
  decimalParam,
  flagParam,
  listParam,
  parseSearch,
  readState,
  stringifySearch,
  textParam,
  writeState,
} from './use-url-state';

const spec = {
  q: textParam(),
  status: listParam(['draft', 'confirmed'] as const),
  from: dateParam(),
  min: decimalParam(),
  overdue: flagParam(),
  basis: choiceParam(['delivery', 'ledger'] as const, 'delivery'),
};

describe('url state', () => {
  it('reads what is valid and falls back for the rest', () => {
    const search = parseSearch(
      '?q=明远&status=draft,unknown&from=2026-02-30&min=12.50&overdue=1&basis=cash',
    );
    expect(readState(spec, search)).toEqual({
      q: '明远',
      status: ['draft'],
      from: '',
      min: '12.50',
      overdue: true,
      basis: 'delivery',
    });
  });

  it('keeps foreign parameters and drops fallbacks', () => {
    const search = { tab: 'lines', q: 'x', basis: 'ledger' };
    expect(
      writeState(spec, search, { q: '', basis: 'delivery', status: ['draft', 'confirmed'] }),
    ).toEqual({ tab: 'lines', status: 'draft,confirmed' });
  });

  it('writes addresses people can read', () => {
    expect(
      stringifySearch({ status: 'draft,confirmed', return: '/orders/1', q: '', gone: undefined }),
    ).toBe('?status=draft,confirmed&return=/orders/1');
    expect(stringifySearch({})).toBe('');
    expect(parseSearch(stringifySearch({ q: 'a&b=c', s: '-date' }))).toEqual({
      q: 'a&b=c',
      s: '-date',
    });
  });
});
