import { parseDateInput } from '@/lib/dates';
import {
  div,
  formatAmount,
  formatPercent,
  formatQty,
  isDecimal,
  isNegative,
  mul,
  parseDecimalInput,
  trimZeros,
} from '@/lib/money';
import type { GridColumn, GridRow } from './types';

export type CellParse = { ok: true; value: string } | { ok: false; code: string };

const SCALE = { amount: 2, price: 6, qty: 6, percent: 4 } as const;

/** Typed or pasted text → the value kept for the cell. Lookups are searched, not parsed. */
export function parseCell(column: GridColumn, text: string, today: string): CellParse {
  const plain = text.trim();
  if (plain === '') return { ok: true, value: '' };
  switch (column.kind) {
    case 'text':
      return { ok: true, value: plain };
    case 'amount':
    case 'price':
    case 'qty':
      return parseFigure(plain, column.scale ?? SCALE[column.kind], column.allowNegative ?? false);
    case 'percent': {
      const parsed = parseFigure(
        plain.replace(/[%％]$/, ''),
        column.scale ?? SCALE.percent,
        column.allowNegative ?? false,
      );
      return parsed.ok && parsed.value !== ''
        ? { ok: true, value: trimZeros(div(parsed.value, '100', 8)) }
        : parsed;
    }
    case 'date': {
      const date = parseDateInput(plain, today);
      return date ? { ok: true, value: date } : { ok: false, code: 'not_a_date' };
    }
    case 'select': {
      const hit = column.options?.find(
        (o) => o.value === plain || o.label.toLowerCase() === plain.toLowerCase(),
      );
      return hit ? { ok: true, value: hit.value } : { ok: false, code: 'not_found' };
    }
    case 'lookup':
      return { ok: false, code: 'not_found' };
  }
}

function parseFigure(text: string, scale: number, allowNegative: boolean): CellParse {
  const parsed = parseDecimalInput(text, scale);
  if (!parsed.ok)
    return parsed.reason === 'empty' ? { ok: true, value: '' } : { ok: false, code: parsed.reason };
  if (!allowNegative && isNegative(parsed.value)) return { ok: false, code: 'negative' };
  return { ok: true, value: parsed.value };
}

/** What a resting cell shows. */
export function displayCell(column: GridColumn, row: GridRow): string {
  const bad = row.bad[column.key];
  if (bad) return bad.text;
  const waiting = row.pending[column.key];
  if (waiting !== undefined) return waiting;
  const value = column.compute ? column.compute(row) : (row.values[column.key] ?? '');
  if (value === '') return '';
  if (column.kind === 'lookup') return row.refs[column.key]?.label ?? value;
  if (column.kind === 'select')
    return column.options?.find((o) => o.value === value)?.label ?? value;
  if (!isDecimal(value)) return value;
  switch (column.kind) {
    case 'amount':
      return formatAmount(value, column.currency);
    case 'price':
      return formatQty(value, 2);
    case 'qty':
      return formatQty(value);
    case 'percent':
      return formatPercent(value);
    default:
      return value;
  }
}

/** What the editor starts with: plain figures without thousands. */
export function editText(column: GridColumn, row: GridRow): string {
  const bad = row.bad[column.key];
  if (bad) return bad.text;
  const value = row.values[column.key] ?? '';
  if (column.kind === 'lookup') return row.refs[column.key]?.label ?? row.pending[column.key] ?? '';
  if (column.kind === 'select') return displayCell(column, row);
  if (column.kind === 'percent' && isDecimal(value)) return trimZeros(mul(value, '100'));
  return value;
}

export const isFigure = (column: GridColumn): boolean => column.kind in SCALE;
export const isEditable = (column: GridColumn): boolean => !column.readOnly && !column.compute;
