import type { GridMove } from './cell-editor';
import { isEditable } from './cell-value';
import type { CellAt, GridColumn } from './types';

const PAGE = 12;

/** Where a key leads; `null` = out of the grid. Tab passes over cells that can't be edited. */
export function moveFrom(
  at: CellAt,
  move: GridMove,
  columns: readonly GridColumn[],
  rowCount: number,
  tabFrom: number | null,
): CellAt | null {
  const lastRow = Math.max(0, rowCount - 1);
  const lastCol = columns.length - 1;
  const row = (r: number) => Math.max(0, Math.min(lastRow, r));
  switch (move) {
    case 'up':
      return { ...at, row: row(at.row - 1) };
    case 'down':
      return { ...at, row: row(at.row + 1) };
    case 'left':
      return { ...at, col: Math.max(0, at.col - 1) };
    case 'right':
      return { ...at, col: Math.min(lastCol, at.col + 1) };
    case 'pageUp':
      return { ...at, row: row(at.row - PAGE) };
    case 'pageDown':
      return { ...at, row: row(at.row + PAGE) };
    case 'home':
      return { ...at, col: 0 };
    case 'end':
      return { ...at, col: lastCol };
    case 'first':
      return { row: 0, col: 0 };
    case 'last':
      return { row: lastRow, col: lastCol };
    case 'enter':
      // As in a spreadsheet: after tabbing along a line, Enter starts the next line where tabbing began.
      return { row: row(at.row + 1), col: tabFrom ?? at.col };
    case 'next':
      return step(at, 1, columns, rowCount);
    case 'previous':
      return step(at, -1, columns, rowCount);
  }
}

function step(
  at: CellAt,
  by: 1 | -1,
  columns: readonly GridColumn[],
  rowCount: number,
): CellAt | null {
  let { row, col } = at;
  for (let tries = 0; tries < columns.length * 2; tries += 1) {
    col += by;
    if (col >= columns.length) {
      col = 0;
      row += 1;
    } else if (col < 0) {
      col = columns.length - 1;
      row -= 1;
    }
    if (row < 0 || row >= rowCount) return null;
    const column = columns[col];
    if (column && isEditable(column)) return { row, col };
  }
  return null;
}
