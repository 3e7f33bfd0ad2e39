import type { TFunction } from 'i18next';
import { fieldPath, type ApiProblem, type FieldProblem } from '@/lib/problem';
import { isDecimal, formatQty } from '@/lib/money';

/** Short words of a refusal for toasts and headings. */
export function problemTitle(t: TFunction, problem: ApiProblem): string {
  return problem.title || t([`errors.codes.${problem.code}.title`, 'errors.unknown']);
}

/** What the reader can do about it. */
export function problemHelp(t: TFunction, problem: ApiProblem): string {
  const byStatus =
    problem.status === 0
      ? 'network'
      : problem.status >= 500
        ? 'server'
        : problem.status === 403 && problem.facts.permission
          ? 'forbidden'
          : '';
  return t([`errors.codes.${problem.code}.help`, `errors.codes.${byStatus}.help`, ''], {
    defaultValue: '',
  });
}

/** `field.required` and `required` are the same text; other groups (`taxid.checksum`) keep theirs. */
export function fieldText(t: TFunction, field: FieldProblem): string {
  const code = field.code.replace(/^field\./, '');
  return field.message ?? t([`errors.fields.${code}`, 'errors.fields.invalid'], field.facts);
}

/** Facts as label and value; figures get thousands, codes and dates stay as they are. */
export function factEntries(
  t: TFunction,
  facts: Record<string, string>,
): { key: string; label: string; value: string }[] {
  return Object.entries(facts).map(([key, value]) => ({
    key,
    label: t([`errors.facts.${key}`, ''], { defaultValue: key.replace(/_/g, ' ') }),
    value:
      isDecimal(value) && !/(_id|number|code|version|uscc|seq)$/.test(key)
        ? formatQty(value, value.includes('.') ? 2 : 0)
        : value,
  }));
}

/** `lines[2].qty` → "第 3 行 数量"; unknown names stay as they are. */
export function fieldLabel(t: TFunction, path: string): string {
  return fieldPath(path)
    .filter((_, index, all) => !/^\d+$/.test(all[index + 1] ?? ''))
    .map((part) =>
      /^\d+$/.test(part)
        ? t('errors.row', { row: Number(part) + 1 })
        : t([`fields.${part}`, ''], { defaultValue: part }),
    )
    .join(' ');
}
