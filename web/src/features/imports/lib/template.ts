/** An empty file with the columns that are always recognised. */
import type { FieldSpec } from '../api';

const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** csv that Excel opens with Chinese in it: UTF-8 with a mark, required columns first. */
export function templateText(fields: readonly FieldSpec[]): string {
  const ordered = [...fields.filter((f) => f.required), ...fields.filter((f) => !f.required)];
  return `\uFEFF${ordered.map((f) => cell(f.title)).join(',')}\r\n`;
}

/** `customer number` → `Customer number`. */
export const shownTitle = (title: string): string =>
  title.charAt(0).toLocaleUpperCase('en-US') + title.slice(1);
