import { fieldPath, type ApiProblem, type FieldProblem } from '@/lib/problem';

/** Field errors of sent lines, by the id of the line each stands for. */
export function lineErrors(
  problem: ApiProblem | null,
  sent: readonly { id: string }[],
  textOf: (field: FieldProblem) => string,
): Record<string, string> {
  const out: Record<string, string> = {};
  for (const field of problem?.fields ?? []) {
    const [list, index] = fieldPath(field.path);
    const line = list === 'lines' ? sent[Number(index)] : undefined;
    if (line) out[line.id] = [out[line.id], textOf(field)].filter(Boolean).join(' ');
  }
  return out;
}
