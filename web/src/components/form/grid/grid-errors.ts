import { fieldPath, type ApiProblem, type FieldProblem } from '@/lib/problem';
import type { CellMark, GridRow } from './types';

/**
 * Field errors of a refused save → marks at their cells. `sent` are the rows in the order they were
 * sent, `columnOf` maps API field names to column keys where they differ.
 */
export function marksFromProblem(
  problem: ApiProblem | null,
  sent: readonly GridRow[],
  textOf: (field: FieldProblem) => string,
  list = 'lines',
  columnOf: Readonly<Record<string, string>> = {},
): Record<string, Record<string, CellMark>> {
  const marks: Record<string, Record<string, CellMark>> = {};
  for (const field of problem?.fields ?? []) {
    const [head, index, name] = fieldPath(field.path);
    const row = head === list ? sent[Number(index)] : undefined;
    if (!row || !name) continue;
    const column = columnOf[name] ?? name;
    marks[row.key] = { ...marks[row.key], [column]: { tone: 'error', text: textOf(field) } };
  }
  return marks;
}
