import type { AuditEvent } from '../api';

/** The facts of an event, flat: what a person can read beside the changes. */
export interface Fact {
  path: string;
  value: string;
}

/** What the record of an event is called: its number, else what the facts name it by. */
export function subjectName(event: Pick<AuditEvent, 'number' | 'facts'>): string {
  const facts = (event.facts ?? {}) as Record<string, unknown>;
  const named = [event.number, facts.login, facts.period, facts.kind, facts.name];
  return named.find((n): n is string => typeof n === 'string' && n !== '') ?? '';
}

/** Leaves of the facts in their order; `before` is left out, the changes tell it. */
export function factsOf(facts: unknown, separator: string): Fact[] {
  return leaves(facts, '', separator).filter(
    (f) => !f.path.startsWith('before.') && f.path !== 'reason',
  );
}

function leaves(value: unknown, path: string, separator: string): Fact[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) {
    if (value.every((v) => typeof v !== 'object' || v === null)) {
      const text = value.map(String).join(separator);
      return text === '' ? [] : [{ path, value: text }];
    }
    return value.flatMap((v, i) => leaves(v, `${path}[${i + 1}]`, separator));
  }
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([key, v]) =>
      leaves(v, path ? `${path}.${key}` : key, separator),
    );
  }
  return [{ path, value: String(value) }];
}
