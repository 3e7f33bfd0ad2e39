import { describe, expect, it } from 'vitest';
import { changeOf, currentRates, looksWrong } from './rates';
import { seriesTable } from './series';
import {
  daysInName,
  EMPTY_RULE,
  EVENTS,
  readingsOf,
  ROLLS,
  ruleDraft,
  ruleText,
  type RuleDraft,
} from './terms-rule';

const rule = (draft: Partial<RuleDraft>) => ruleText({ ...EMPTY_RULE, ...draft });

describe('the text form of terms', () => {
  it.each<[Partial<RuleDraft>, string | null]>([
    [{ kind: 'on', event: 'delivery' }, 'on_delivery'],
    [{ kind: 'net', days: 30 }, 'net_30'],
    [{ kind: 'net', days: 30, event: 'signoff' }, 'net_30@signoff'],
    [{ kind: 'work', days: 5, roll: 'next_workday' }, 'work_5;next_workday'],
    [{ kind: 'eom', days: 30, cutOff: 25 }, 'eom_30;cut_25'],
    [{ kind: 'net', days: 30, cutOff: 25 }, 'net_30'],
    [{ kind: 'month_end', months: 0 }, 'month_end'],
    [{ kind: 'month_end', months: 1 }, 'next_month_end'],
    [{ kind: 'month_end', months: 3 }, 'month_end_3'],
    [{ kind: 'month_day', months: 0, day: 10 }, 'month_day_10'],
    [{ kind: 'month_day', months: 1, day: 25 }, 'next_month_day_25'],
    [{ kind: 'month_day', months: 2, day: 5 }, 'month_2_day_5'],
    [{ kind: 'text', text: ' on_order:0.3+net_30:rest ' }, 'on_order:0.3+net_30:rest'],
    [{ kind: 'net', days: null }, null],
    [{ kind: 'text', text: ' ' }, null],
  ])('%j → %s', (draft, text) => {
    expect(rule(draft)).toBe(text);
  });

  it('is read back into the same text, whatever was entered', () => {
    for (const event of EVENTS)
      for (const roll of ROLLS)
        for (const cutOff of [null, 25])
          for (const draft of [
            { kind: 'on' as const },
            { kind: 'net' as const, days: 45 },
            { kind: 'eom' as const, days: 60 },
            { kind: 'month_end' as const, months: 2 },
            { kind: 'month_end' as const, months: 0 },
            { kind: 'month_day' as const, months: 1, day: 31 },
            { kind: 'month_day' as const, months: 3, day: 5 },
          ]) {
            const text = rule({ ...draft, event, roll, cutOff });
            expect(ruleText(ruleDraft(text ?? ''))).toBe(text);
          }
  });

  it('keeps instalments as they are', () => {
    const text = 'on_order:0.3+on_delivery:0.6+net_12m@acceptance:rest~retention;next_workday';
    expect(ruleDraft(text)).toMatchObject({ kind: 'text', text });
    expect(ruleText(ruleDraft(text))).toBe(text);
  });
});

describe('月结N天', () => {
  it('has four readings when N is whole months, two otherwise', () => {
    expect(readingsOf(30).map((r) => r.rule)).toEqual([
      'eom_30',
      'next_month_end',
      'net_30',
      'next_month_day_25',
    ]);
    expect(readingsOf(60).map((r) => r.rule)).toEqual([
      'eom_60',
      'month_end_2',
      'net_60',
      'month_2_day_25',
    ]);
    expect(readingsOf(45).map((r) => r.rule)).toEqual(['eom_45', 'net_45']);
    expect(readingsOf(0).map((r) => r.rule)).toEqual(['eom_0', 'net_0']);
  });
  it('is found in a name', () => {
    expect(daysInName('月结30天')).toBe(30);
    expect(daysInName('月结 60')).toBe(60);
    expect(daysInName('EOM+45')).toBe(45);
    expect(daysInName('货到付款')).toBeNull();
  });
});

describe('rates', () => {
  const rates = [
    { currency: 'USD', valid_on: '2026-12-01', rate: '7.30' },
    { currency: 'USD', valid_on: '2026-11-01', rate: '7.20' },
    { currency: 'USD', valid_on: '2026-10-01', rate: '7.00' },
    { currency: 'EUR', valid_on: '2026-12-01', rate: '7.90' },
  ];
  it('in force on a day', () => {
    expect(currentRates(rates, '2026-11-24')).toEqual([
      { currency: 'USD', valid_on: '2026-11-01', rate: '7.20', before: '7.00' },
    ]);
  });
  it('a slip of the decimal point looks wrong', () => {
    expect(changeOf('7.20', null)).toBeNull();
    expect(looksWrong('72.0', '7.20')).toBe(true);
    expect(looksWrong('0.72', '7.20')).toBe(true);
    expect(looksWrong('7.35', '7.20')).toBe(false);
  });
});

describe('number series', () => {
  it('are months by kinds, with the numbers as documents carry them', () => {
    const table = seriesTable([
      { kind: 'SO', period: '202611', last: 161 },
      { kind: 'IN', period: '202611', last: 7 },
      { kind: 'SO', period: '202610', last: 10194 },
      { kind: 'voucher', period: '2026-11', last: 358 },
    ]);
    expect(table.kinds).toEqual(['IN', 'SO', 'voucher']);
    expect(table.months).toEqual([
      {
        period: '2026-11',
        last: { SO: 'SO-202611-0161', IN: 'IN-202611-0007', voucher: '记-202611-00358' },
      },
      { period: '2026-10', last: { SO: 'SO-202610-10194' } },
    ]);
  });
});
