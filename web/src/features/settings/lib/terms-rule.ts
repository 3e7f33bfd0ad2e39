/**
 * Payment terms as people enter them, and the text form that the server reads
 * (`crates/kernel/src/terms/codec.rs`): `eom_30@delivery;cut_25;next_workday`.
 */

export const RULE_KINDS = ['on', 'net', 'work', 'eom', 'month_end', 'month_day', 'text'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/** What a due date counts from, by the codes of the text form. */
export const EVENTS = [
  'invoice',
  'order',
  'delivery',
  'signoff',
  'statement',
  'invoice_received',
  'acceptance',
] as const;
export type BaseEvent = (typeof EVENTS)[number];

export const ROLLS = ['none', 'next_workday', 'previous_workday'] as const;
export type Roll = (typeof ROLLS)[number];

export interface RuleDraft {
  kind: RuleKind;
  event: BaseEvent;
  /** Days of `net`, `work`, `eom`. */
  days: number | null;
  /** Months ahead of `month_end` and `month_day`. */
  months: number | null;
  /** Day of `month_day`, 1–31; 31 is the last. */
  day: number | null;
  /** Last day of the statement month, `null` for the month's end. */
  cutOff: number | null;
  roll: Roll;
  /** The text itself, for instalments. */
  text: string;
}

export const EMPTY_RULE: RuleDraft = {
  kind: 'eom',
  event: 'invoice',
  days: 30,
  months: 1,
  day: 25,
  cutOff: null,
  roll: 'none',
  text: '',
};

/** Whether statement months play a part, so that a cut-off day means something. */
export const countsMonths = (kind: RuleKind): boolean =>
  kind === 'eom' || kind === 'month_end' || kind === 'month_day';

/** The text form, or `null` while a figure is missing. */
export function ruleText(draft: RuleDraft): string | null {
  if (draft.kind === 'text') return draft.text.trim() || null;
  const core = coreOf(draft);
  if (core === null) return null;
  const event = draft.kind === 'on' || draft.event === 'invoice' ? '' : `@${draft.event}`;
  const cut = draft.cutOff !== null && countsMonths(draft.kind) ? `;cut_${draft.cutOff}` : '';
  return `${core}${event}${cut}${draft.roll === 'none' ? '' : `;${draft.roll}`}`;
}

function coreOf({ kind, event, days, months, day }: RuleDraft): string | null {
  switch (kind) {
    case 'on':
      return `on_${event}`;
    case 'net':
    case 'work':
    case 'eom':
      return days === null ? null : `${kind}_${days}`;
    case 'month_end':
      return months === null ? null : monthEnd(months);
    case 'month_day':
      return months === null || day === null ? null : monthDay(months, day);
    case 'text':
      return null;
  }
}

function monthEnd(months: number): string {
  if (months === 0) return 'month_end';
  return months === 1 ? 'next_month_end' : `month_end_${months}`;
}

function monthDay(months: number, day: number): string {
  if (months === 0) return `month_day_${day}`;
  return months === 1 ? `next_month_day_${day}` : `month_${months}_day_${day}`;
}

export interface Reading {
  key: 'eom' | 'month_end' | 'net' | 'pay_day';
  rule: string;
}

/**
 * What people mean by 月结N天 (domain/china.md §8): N days after the month's end, the end of the month
 * N/30 months on, N days after the invoice, or the fixed pay day of the month after.
 */
export function readingsOf(days: number): Reading[] {
  const months = Math.round(days / 30);
  return [
    { key: 'eom', rule: `eom_${days}` },
    ...(months > 0 && days % 30 === 0
      ? [{ key: 'month_end' as const, rule: monthEnd(months) }]
      : []),
    { key: 'net', rule: `net_${days}` },
    ...(months > 0 && days % 30 === 0
      ? [{ key: 'pay_day' as const, rule: monthDay(months, 25) }]
      : []),
  ];
}

/** The days of 月结 or a similar name: 「月结30天」 → 30. */
export function daysInName(name: string): number | null {
  const found = /月结\s*(\d{1,3})/.exec(name) ?? /\bEOM\s*\+?\s*(\d{1,3})\b/i.exec(name);
  return found?.[1] ? Number(found[1]) : null;
}

/** The draft behind a text form, for changing it; what is no single rule stays text. */
export function ruleDraft(text: string): RuleDraft {
  const [first = '', ...options] = text.trim().split(';');
  const [core = '', event = 'invoice'] = first.split('@');
  const parsed = parseCore(core);
  const cut = options.find((o) => o.startsWith('cut_'));
  const roll = ROLLS.find((r) => options.includes(r)) ?? 'none';
  const known = EVENTS.find((e) => e === (parsed?.event ?? event));
  if (!parsed || !known) return { ...EMPTY_RULE, kind: 'text', text };
  return {
    ...EMPTY_RULE,
    ...parsed,
    event: known,
    cutOff: cut ? Number(cut.slice(4)) : null,
    roll,
    text: '',
  };
}

function parseCore(core: string): (Partial<RuleDraft> & { kind: RuleKind }) | null {
  const days = /^(net|work|eom)_(\d+)$/.exec(core);
  if (days) return { kind: days[1] as RuleKind, days: Number(days[2]) };
  const on = EVENTS.find((e) => core === `on_${e}`);
  if (on) return { kind: 'on', event: on };
  const end = /^(?:(next_)?month_end|month_end_(\d+))$/.exec(core);
  if (end) return { kind: 'month_end', months: end[2] ? Number(end[2]) : end[1] ? 1 : 0 };
  const day = /^(?:(next_)?month_day_(\d+)|month_(\d+)_day_(\d+))$/.exec(core);
  if (day) {
    return {
      kind: 'month_day',
      months: day[3] ? Number(day[3]) : day[1] ? 1 : 0,
      day: Number(day[2] ?? day[4]),
    };
  }
  return null;
}
