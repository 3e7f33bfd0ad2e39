import { describe, expect, it } from 'vitest';
import { ApiProblem } from '@/lib/problem';
import { localSource } from '../entity-source';
import { displayCell, parseCell } from './cell-value';
import { marksFromProblem } from './grid-errors';
import { moveFrom } from './grid-moves';
import { blankRow, filledRows, pasteBlock, withOption } from './grid-rows';
import { pick, resolveLookups } from './resolve-lookups';
import { parseTsv, toTsv } from './tsv';
import type { GridColumn, GridRow } from './types';

const source = localSource('p', [
  { value: 'prd_1', label: 'P1', hint: '法兰 · DN25', data: { price: '8.50' } },
  { value: 'prd_2', label: 'P12', hint: '球阀 · DN50' },
  { value: 'prd_3', label: 'P13', hint: '停产件', blocked: '已停产' },
]);
const COLUMNS: GridColumn[] = [
  {
    key: 'product',
    title: '产品',
    kind: 'lookup',
    source,
    fill: (o) => ({ price: (o.data as { price?: string } | undefined)?.price ?? '' }),
  },
  { key: 'name', title: '名称', kind: 'text', readOnly: true },
  { key: 'qty', title: '数量', kind: 'qty' },
  { key: 'price', title: '单价', kind: 'price' },
  { key: 'rate', title: '折扣', kind: 'percent' },
  { key: 'date', title: '交期', kind: 'date' },
];
const ON = '2026-11-24';
const column = (key: string) => COLUMNS.find((c) => c.key === key) as GridColumn;

describe('tsv', () => {
  it('reads what Excel copies', () => {
    expect(parseTsv('a\tb\r\nc\td\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect(parseTsv('"two\nlines"\t"say ""hi"""\n')).toEqual([['two\nlines', 'say "hi"']]);
    expect(parseTsv('12" pipe\tx')).toEqual([['12" pipe', 'x']]);
    expect(parseTsv('"6" pipe\tx')).toEqual([['"6" pipe', 'x']]);
    expect(parseTsv('a\t\tb')).toEqual([['a', '', 'b']]);
    expect(parseTsv('')).toEqual([]);
  });
  it('round trips', () => {
    const block = [
      ['a\tb', 'c"d'],
      ['line\nbreak', ''],
    ];
    expect(parseTsv(toTsv(block))).toEqual(block);
  });
});

describe('cells', () => {
  it('parses by kind', () => {
    expect(parseCell(column('qty'), '１，２００', ON)).toEqual({ ok: true, value: '1200' });
    expect(parseCell(column('qty'), '-1', ON)).toEqual({ ok: false, code: 'negative' });
    expect(parseCell(column('rate'), '2.5%', ON)).toEqual({ ok: true, value: '0.025' });
    expect(parseCell(column('date'), '12/1', ON)).toEqual({ ok: true, value: '2026-12-01' });
    expect(parseCell(column('date'), 'x', ON)).toEqual({ ok: false, code: 'not_a_date' });
  });
  it('shows figures formatted and bad text as typed', () => {
    expect(displayCell(column('qty'), blankRow({ qty: '1200.50' }))).toBe('1,200.5');
    expect(displayCell(column('rate'), blankRow({ rate: '0.025' }))).toBe('2.5%');
    const { rows } = pasteBlock([], COLUMNS, { row: 0, col: 2 }, [['8件']], ON);
    expect(rows[0]?.bad.qty).toEqual({ text: '8件', code: 'not_a_number' });
    expect(displayCell(column('qty'), rows[0] as GridRow)).toBe('8件');
  });
});

describe('paste', () => {
  it('writes from the active cell, skips read-only columns, adds rows', () => {
    const { rows, lookups, count } = pasteBlock(
      [blankRow({ qty: '1' })],
      COLUMNS,
      { row: 0, col: 0 },
      [
        ['P1', 'ignored', '3', '4.5'],
        ['P12', '', '5', '6'],
      ],
      ON,
    );
    expect(count).toBe(2);
    expect(rows).toHaveLength(2);
    expect(rows[0]?.values).toEqual({ product: '', qty: '3', price: '4.5' });
    expect(rows[0]?.pending).toEqual({ product: 'P1' });
    expect(lookups.map((l) => l.text)).toEqual(['P1', 'P12']);
  });
  it('follows a heading line', () => {
    const { rows, count } = pasteBlock(
      [],
      COLUMNS,
      { row: 0, col: 3 },
      [
        ['数量', '备注', '产品'],
        ['7', 'n/a', 'P1'],
      ],
      ON,
    );
    expect(count).toBe(1);
    expect(rows[0]?.values.qty).toBe('7');
    expect(rows[0]?.pending.product).toBe('P1');
  });
  it('finds the records, keeps pasted prices, reports the rest', async () => {
    const pasted = pasteBlock(
      [],
      COLUMNS,
      { row: 0, col: 0 },
      [
        ['P1', '', '1', '9'],
        ['p1', '', '2', ''],
        ['P13', '', '1', ''],
        ['P', '', '1', ''],
      ],
      ON,
    );
    let rows: readonly GridRow[] = pasted.rows;
    await resolveLookups(COLUMNS, pasted.lookups, (change) => (rows = change(rows)));
    expect(rows.map((r) => r.values.product)).toEqual(['prd_1', 'prd_1', '', '']);
    expect(rows.map((r) => r.values.price)).toEqual(['9', '8.50', '', '']);
    expect(rows.map((r) => r.bad.product?.code)).toEqual([
      undefined,
      undefined,
      'not_found',
      'ambiguous',
    ]);
    expect(rows.every((r) => Object.keys(r.pending).length === 0)).toBe(true);
  });
});

describe('rows', () => {
  it('brings along what a record knows', () => {
    const row = withOption(blankRow({ qty: '2' }), column('product'), {
      value: 'prd_1',
      label: 'P1',
      data: { price: '8.50' },
    });
    expect(row.values).toEqual({ qty: '2', product: 'prd_1', price: '8.50' });
  });
  it('drops blank rows', () => {
    expect(filledRows([blankRow(), blankRow({ qty: '' }), blankRow({ qty: '1' })])).toHaveLength(1);
  });
  it('prefers the exact code', () => {
    const options = [
      { value: '1', label: 'P1' },
      { value: '2', label: 'P12' },
    ];
    expect(pick(options, 'p1')).toEqual(options[0]);
    expect(pick(options, 'P')).toBe('ambiguous');
    expect(pick([], 'P')).toBe('not_found');
  });
  it('puts server errors at their cells', () => {
    const sent = [blankRow({}, {}, 'a'), blankRow({}, {}, 'b')];
    const problem = new ApiProblem(
      {
        fields: [
          { path: 'lines[1].product_id', code: 'not_found' },
          { path: 'customer_id', code: 'required' },
        ],
      },
      422,
    );
    expect(
      marksFromProblem(problem, sent, (f) => f.code, 'lines', { product_id: 'product' }),
    ).toEqual({ b: { product: { tone: 'error', text: 'not_found' } } });
  });
});

describe('moves', () => {
  it('tabs over read-only cells and out at the end', () => {
    expect(moveFrom({ row: 0, col: 0 }, 'next', COLUMNS, 2, null)).toEqual({ row: 0, col: 2 });
    expect(moveFrom({ row: 0, col: 5 }, 'next', COLUMNS, 2, null)).toEqual({ row: 1, col: 0 });
    expect(moveFrom({ row: 1, col: 5 }, 'next', COLUMNS, 2, null)).toBeNull();
    expect(moveFrom({ row: 0, col: 0 }, 'previous', COLUMNS, 2, null)).toBeNull();
  });
  it('returns to where tabbing began', () => {
    expect(moveFrom({ row: 0, col: 3 }, 'enter', COLUMNS, 3, 0)).toEqual({ row: 1, col: 0 });
    expect(moveFrom({ row: 0, col: 3 }, 'enter', COLUMNS, 3, null)).toEqual({ row: 1, col: 3 });
  });
});
