import { http, type ListPage } from '@/lib/http';
import { createKeys } from '@/lib/query-keys';

export const KINDS = [
  'customers',
  'products',
  'orders',
  'deliveries',
  'invoices',
  'receipts',
  'bills',
] as const;
export type ImportKind = (typeof KINDS)[number];
export type Part = 'whole' | 'heads' | 'lines';

/** A column by name, the same text for every row, or nothing. */
export type Source = string | { const: string } | null;
export type FieldMap = Readonly<Record<string, Source>>;
/** As on the wire: `lines` holds the fields of the second file. */
export type WireMapping = Record<string, Source | FieldMap>;

export interface FieldSpec {
  field: string;
  title: string;
  required: boolean;
}

export interface KindSpec {
  kind: ImportKind;
  whole: FieldSpec[];
  heads: FieldSpec[];
  lines: FieldSpec[];
}

export interface ImportTable {
  file: string;
  part: Part;
  sheet: string;
  encoding: string | null;
  sheets: { name: string; hidden: boolean; rows: number }[];
  notices: { code: string; subject: string }[];
  header_row: number;
  columns: string[];
  /** The first different contents of each column. */
  samples: string[][];
  /** Fields whose source comes from an earlier import of such a file. */
  remembered: string[];
  /** Confidence in percent. */
  proposals: { field: string; column: string | null; confidence: number }[];
}

export interface RowCounts {
  total: number;
  added: number;
  changed: number;
  unchanged: number;
  failed: number;
  ignored: number;
}

export interface ImportView {
  id: string;
  kind: ImportKind;
  state: 'previewed' | 'committed';
  file_name: string;
  size: number;
  rows: RowCounts;
  documents: Omit<RowCounts, 'total' | 'ignored'>;
  tables: ImportTable[];
  missing: string[];
  mapping: WireMapping;
  options: Record<string, string>;
  created_at: string;
  committed_at: string | null;
}

export type Outcome = 'failed' | 'changed' | 'ignored';

export interface ImportRow {
  file_no: number;
  sheet: string;
  row_no: number;
  position: number;
  outcome: Outcome;
  column: string;
  code: string;
  message: string;
  changes: { field: string; before: string; after: string }[];
  raw: string;
}

export const importKeys = createKeys('imports');

/** What an import of this kind may have changed. */
export const refreshedBy = (kind: ImportKind) => [
  importKeys.all,
  [kind],
  ...(kind === 'customers' || kind === 'products'
    ? []
    : [['orders'], ['customers'], ['open-items']]),
];

export const readKinds = async (signal: AbortSignal) =>
  (await http.get<ListPage<KindSpec>>('/imports/kinds', undefined, signal)).items;

export const readImport = (id: string, signal: AbortSignal) =>
  http.get<ImportView>(`/imports/${id}`, undefined, signal);

export const readRows = (
  id: string,
  outcome: Outcome,
  cursor: string | null,
  signal: AbortSignal,
) => http.get<ListPage<ImportRow>>(`/imports/${id}/rows`, { outcome, cursor, limit: 100 }, signal);

export interface NewImport {
  kind: ImportKind;
  file: File;
  lines: File | null;
  options: Record<string, string>;
  /** What is decided before the columns are known: fields that must not be imported. */
  mapping?: WireMapping;
}

export function createImport({ kind, file, lines, options, mapping }: NewImport, key: string) {
  const form = new FormData();
  form.set('kind', kind);
  form.set('options', JSON.stringify(options));
  if (mapping) form.set('mapping', JSON.stringify(mapping));
  form.set('file', file, file.name);
  if (lines) form.set('lines', lines, lines.name);
  return http.post<ImportView>('/imports', form, { key });
}

export interface ImportChange {
  mapping: WireMapping;
  options: Record<string, string>;
}

export const changeImport = (id: string, change: ImportChange, key: string) =>
  http.patch<ImportView>(`/imports/${id}`, change, { key });

export const commitImport = (id: string, key: string) =>
  http.post<ImportView>(`/imports/${id}/commit`, undefined, { key });
