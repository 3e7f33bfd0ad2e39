import type { EntityOption, EntitySource } from '../entity-source';

export type GridKind =
  'text' | 'amount' | 'price' | 'qty' | 'percent' | 'date' | 'select' | 'lookup';

export interface GridRow {
  /** Stays with the row while it moves; server ids or made by `blankRow`. */
  key: string;
  /** Canonical text per column: decimal, `YYYY-MM-DD`, id, option value. Missing = empty. */
  values: Readonly<Record<string, string>>;
  /** The chosen record of a lookup cell. */
  refs: Readonly<Record<string, EntityOption>>;
  /** Text that could not be read, kept as typed, with why. */
  bad: Readonly<Record<string, { text: string; code: string }>>;
  /** Lookup text (pasted or scanned) still being searched. */
  pending: Readonly<Record<string, string>>;
}

export interface GridColumn {
  key: string;
  title: string;
  kind: GridKind;
  /** Pixels; one column may `grow`. */
  width?: number;
  grow?: boolean;
  required?: boolean;
  readOnly?: boolean;
  /** Decimals accepted: amounts 2, prices 6, quantities 6, percent 4 unless said. */
  scale?: number;
  allowNegative?: boolean;
  currency?: string;
  options?: readonly { value: string; label: string }[];
  /** Where a lookup cell searches. */
  source?: EntitySource;
  /** Other cells filled from the chosen record: price, unit, tax rate. */
  fill?: (option: EntityOption, row: GridRow) => Record<string, string>;
  /** A figure made of the row's others; read only. `''` shows nothing. */
  compute?: (row: GridRow) => string;
  placeholder?: string;
}

export interface CellMark {
  tone: 'error' | 'warning';
  text: string;
}

/** Marks per row key and column key. */
export type GridMarks = Readonly<Record<string, Readonly<Record<string, CellMark>>>>;

export interface CellAt {
  row: number;
  col: number;
}

export interface PendingLookup {
  rowKey: string;
  column: string;
  text: string;
}
