/** The facts of an event, flat: what a person can read beside the changes. */
export interface Fact {
  path: string;
  value: string;
}

/** Leaves of the facts in their order; `before` is left out, the changes tell it. */
export function factsOf(facts: unknown): Fact[] {
  return leaves(facts, '').filter((f) => !f.path.startsWith('before.') && f.path !== 'reason');
}

function leaves(value: unknown, path: string): Fact[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) {
    if (value.every((v) => typeof v !== 'object' || v === null)) {
      const text = value.map(String).join('、');
      return text === '' ? [] : [{ path, value: text }];
    }
    return value.flatMap((v, i) => leaves(v, `${path}[${i + 1}]`));
  }
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([key, v]) => leaves(v, path ? `${path}.${key}` : key));
  }
  return [{ path, value: String(value) }];
}
