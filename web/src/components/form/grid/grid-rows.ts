import { newKey } from '@/lib/random';
import type { EntityOption } from '../entity-source';
import { isEditable, parseCell } from './cell-value';
import type { CellAt, GridColumn, GridRow, PendingLookup } from './types';

export function blankRow(
  values: Record<string, string> = {},
  refs: Record<string, EntityOption> = {},
  key = newKey(),
): GridRow {
  return { key, values, refs, bad: {}, pending: {} };
}

const without = <T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> => {
  const copy = { ...record };
  delete copy[key];
  return copy;
};

export function isBlank(row: GridRow): boolean {
  return (
    Object.values(row.values).every((v) => v === '') &&
    Object.keys(row.bad).length === 0 &&
    Object.keys(row.pending).length === 0
  );
}

/** Rows somebody entered something into. */
export const filledRows = (rows: readonly GridRow[]): GridRow[] =>
  rows.filter((row) => !isBlank(row));

/** True while a cell is unreadable or still being searched. */
export function hasProblems(rows: readonly GridRow[]): boolean {
  return rows.some((row) => Object.keys(row.bad).length > 0 || Object.keys(row.pending).length > 0);
}

/** The row with plain text entered into a cell; `lookup` text waits for its search. */
export function withText(row: GridRow, column: GridColumn, text: string, today: string): GridRow {
  const clean: GridRow = {
    ...row,
    bad: without(row.bad, column.key),
    pending: without(row.pending, column.key),
    refs: without(row.refs, column.key),
  };
  if (column.kind === 'lookup' && text.trim() !== '') {
    return {
      ...clean,
      values: { ...row.values, [column.key]: '' },
      pending: { ...clean.pending, [column.key]: text.trim() },
    };
  }
  const parsed = parseCell(column, text, today);
  if (parsed.ok) return { ...clean, values: { ...row.values, [column.key]: parsed.value } };
  return {
    ...clean,
    values: { ...row.values, [column.key]: '' },
    bad: { ...clean.bad, [column.key]: { text: text.trim(), code: parsed.code } },
  };
}

/** The row with a record chosen, and what the record brings along. */
export function withOption(row: GridRow, column: GridColumn, option: EntityOption): GridRow {
  const chosen: GridRow = {
    ...row,
    bad: without(row.bad, column.key),
    pending: without(row.pending, column.key),
    values: { ...row.values, [column.key]: option.value },
    refs: { ...row.refs, [column.key]: option },
  };
  if (!column.fill) return chosen;
  const brought = column.fill(option, chosen);
  const bad = { ...chosen.bad };
  for (const key of Object.keys(brought)) delete bad[key];
  return { ...chosen, bad, values: { ...chosen.values, ...brought } };
}

export function withBad(row: GridRow, column: string, text: string, code: string): GridRow {
  return {
    ...row,
    pending: without(row.pending, column),
    bad: { ...row.bad, [column]: { text, code } },
  };
}

export function replaceRow(
  rows: readonly GridRow[],
  index: number,
  change: (row: GridRow) => GridRow,
): GridRow[] {
  const out = [...rows];
  while (out.length <= index) out.push(blankRow());
  const old = out[index];
  if (old) out[index] = change(old);
  return out;
}

export function removeRow(rows: readonly GridRow[], index: number): GridRow[] {
  return rows.filter((_, at) => at !== index);
}

export function insertRow(rows: readonly GridRow[], index: number): GridRow[] {
  return [...rows.slice(0, index), blankRow(), ...rows.slice(index)];
}

/** Columns of a pasted block: by its heading line when it has one, else from the active cell on. */
function mapColumns(
  columns: readonly GridColumn[],
  block: readonly string[][],
  at: CellAt,
): { targets: (GridColumn | null)[]; skip: number } {
  const head = block[0] ?? [];
  const byTitle = head.map((cell) => columns.find((c) => c.title === cell.trim()) ?? null);
  const hits = byTitle.filter((c) => c !== null).length;
  if (block.length > 1 && hits >= 2) return { targets: byTitle, skip: 1 };
  return { targets: head.map((_, offset) => columns[at.col + offset] ?? null), skip: 0 };
}

export interface PasteResult {
  rows: GridRow[];
  lookups: PendingLookup[];
  /** Rows written. */
  count: number;
}

/** Writes a block of text into the grid; read-only columns are passed over. */
export function pasteBlock(
  rows: readonly GridRow[],
  columns: readonly GridColumn[],
  at: CellAt,
  block: readonly string[][],
  today: string,
): PasteResult {
  const { targets, skip } = mapColumns(columns, block, at);
  const lines = block.slice(skip);
  const lookups: PendingLookup[] = [];
  const out = [...rows];
  lines.forEach((cells, offset) => {
    const index = at.row + offset;
    while (out.length <= index) out.push(blankRow());
    let row = out[index] ?? blankRow();
    // Records first: a price in the block wins over the one the product would bring.
    cells.forEach((text, position) => {
      const width = Math.max(targets.length, cells.length);
      const column =
        position < width
          ? (targets[position] ?? (skip === 0 ? columns[at.col + position] : null))
          : null;
      if (!column || !isEditable(column)) return;
      row = withText(row, column, text, today);
      if (row.pending[column.key] !== undefined)
        lookups.push({ rowKey: row.key, column: column.key, text: text.trim() });
    });
    out[index] = row;
  });
  return { rows: out, lookups, count: lines.length };
}
