/** Which column feeds which field, as the person sees and changes it before anything is stored. */
import type {
  FieldMap,
  FieldSpec,
  ImportTable,
  ImportView,
  KindSpec,
  Part,
  Source,
  WireMapping,
} from '../api';

export interface Draft {
  /** Of the (first) file. */
  fields: FieldMap;
  /** Of the file with lines. */
  lines: FieldMap;
}

const isMap = (value: Source | FieldMap | undefined): value is FieldMap =>
  typeof value === 'object' && value !== null && !('const' in value);

export function draftOf(mapping: WireMapping): Draft {
  const { lines, ...fields } = mapping;
  return { fields: fields as FieldMap, lines: isMap(lines) ? lines : {} };
}

export const mapOf = (draft: Draft, part: Part): FieldMap =>
  part === 'lines' ? draft.lines : draft.fields;

export function withSource(draft: Draft, part: Part, field: string, source: Source): Draft {
  const changed = { ...mapOf(draft, part), [field]: source };
  return part === 'lines' ? { ...draft, lines: changed } : { ...draft, fields: changed };
}

/** Every field is told, so that nothing taken away is proposed again. */
export function wireOf(draft: Draft, tables: readonly ImportTable[], spec: KindSpec): WireMapping {
  const told = (part: Part): FieldMap =>
    Object.fromEntries(
      spec[part].map(({ field }): [string, Source] => [field, mapOf(draft, part)[field] ?? null]),
    );
  const out: WireMapping = {};
  for (const { part } of tables) {
    if (part === 'lines') out.lines = told(part);
    else Object.assign(out, told(part));
  }
  return out;
}

/** Columns that can be chosen: named, and named once. */
export const choosable = (table: ImportTable): string[] =>
  table.columns.filter(
    (c) => c !== '' && table.columns.filter((other) => other === c).length === 1,
  );

export const unusedColumns = (table: ImportTable, map: FieldMap): string[] => {
  const used = new Set(Object.values(map).filter((s) => typeof s === 'string'));
  return choosable(table).filter((column) => !used.has(column));
};

export const samplesOf = (table: ImportTable, source: Source | undefined): string[] => {
  if (source === null || source === undefined) return [];
  if (typeof source === 'object') return [source.const];
  return table.samples[table.columns.indexOf(source)] ?? [];
};

export type Origin =
  { how: 'none' | 'chosen' | 'remembered' | 'constant' } | { how: 'proposed'; confidence: number };

/** How a field came by its source. */
export function originOf(
  table: ImportTable,
  field: string,
  source: Source | undefined,
  stored: Source | undefined,
): Origin {
  if (source === null || source === undefined) return { how: 'none' };
  if (typeof source === 'object') return { how: 'constant' };
  if (source === stored && table.remembered.includes(field)) return { how: 'remembered' };
  const proposal = table.proposals.find((p) => p.field === field && p.column === source);
  return proposal ? { how: 'proposed', confidence: proposal.confidence } : { how: 'chosen' };
}

/** Required fields first, then those in use, then the rest; within each as the product lists them. */
export function inOrder(specs: readonly FieldSpec[], map: FieldMap): [FieldSpec[], FieldSpec[]] {
  const used = (s: FieldSpec) => s.required || (map[s.field] ?? null) !== null;
  const shown = specs.filter(used);
  return [
    [...shown.filter((s) => s.required), ...shown.filter((s) => !s.required)],
    specs.filter((s) => !used(s)),
  ];
}

/** Required fields still without a source; a walk-in customer stands for a missing customer column. */
export function missingFields(
  draft: Draft,
  tables: readonly ImportTable[],
  spec: KindSpec,
  options: Readonly<Record<string, string>>,
): FieldSpec[] {
  return tables.flatMap(({ part }) =>
    spec[part].filter(
      (s) =>
        s.required &&
        (mapOf(draft, part)[s.field] ?? null) === null &&
        !(s.field === 'customer' && options.walk_in),
    ),
  );
}

/** Whether the person changed something that the preview does not show yet. */
export function isDirty(
  view: ImportView,
  draft: Draft,
  options: Readonly<Record<string, string>>,
  spec: KindSpec,
): boolean {
  const text = (d: Draft) => JSON.stringify(wireOf(d, view.tables, spec));
  const sorted = (o: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(o).sort());
  return text(draft) !== text(draftOf(view.mapping)) || sorted(options) !== sorted(view.options);
}
