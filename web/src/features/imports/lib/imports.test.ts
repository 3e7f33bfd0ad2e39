import { describe, expect, it } from 'vitest';
import { ApiProblem } from '@/lib/problem';
import type { ImportTable, ImportView, KindSpec } from '../api';
import {
  draftOf,
  inOrder,
  isDirty,
  missingFields,
  originOf,
  samplesOf,
  unusedColumns,
  wireOf,
  withSource,
} from './mapping';
import { askedFor, keepFor, optionsFor, sheetsOf, withOption } from './options';
import { shownTitle, templateText } from './template';

const spec: KindSpec = {
  kind: 'orders',
  whole: [
    { field: 'note', title: '备注', required: false },
    { field: 'order_no', title: '订单号', required: true },
    { field: 'customer', title: '客户编码', required: true },
    { field: 'currency', title: '币种', required: false },
  ],
  heads: [],
  lines: [{ field: 'sku', title: '货号', required: true }],
};
const table: ImportTable = {
  file: 'a.csv',
  part: 'whole',
  sheet: '',
  encoding: 'UTF-8',
  sheets: [],
  notices: [],
  header_row: 1,
  columns: ['单号', '客户', '备注', '备注', ''],
  samples: [['SO-1', 'SO-2'], ['C1'], [], [], ['x']],
  remembered: ['customer'],
  proposals: [{ field: 'order_no', column: '单号', confidence: 92 }],
};
const view = {
  tables: [table],
  mapping: { order_no: '单号', customer: '客户', lines: { sku: '货号' } },
  options: { credit: 'off' },
} as unknown as ImportView;

describe('mapping', () => {
  const draft = draftOf(view.mapping);

  it('tells every field, also those without a column', () => {
    expect(draft).toEqual({
      fields: { order_no: '单号', customer: '客户' },
      lines: { sku: '货号' },
    });
    expect(wireOf(draft, view.tables, spec)).toEqual({
      note: null,
      order_no: '单号',
      customer: '客户',
      currency: null,
    });
    const two = [table, { ...table, part: 'lines' as const }];
    expect(wireOf(draft, two, spec).lines).toEqual({ sku: '货号' });
  });

  it('notices what the preview does not show yet', () => {
    expect(isDirty(view, draft, { credit: 'off' }, spec)).toBe(false);
    expect(isDirty(view, draft, {}, spec)).toBe(true);
    const constant = withSource(draft, 'whole', 'currency', { const: 'USD' });
    expect(isDirty(view, constant, { credit: 'off' }, spec)).toBe(true);
    expect(isDirty(view, withSource(draft, 'whole', 'note', null), view.options, spec)).toBe(false);
  });

  it('offers columns with a name of their own only', () => {
    expect(unusedColumns(table, { order_no: '单号' })).toEqual(['客户']);
  });

  it('says where a source comes from', () => {
    expect(originOf(table, 'order_no', '单号', '单号')).toEqual({
      how: 'proposed',
      confidence: 92,
    });
    expect(originOf(table, 'customer', '客户', '客户')).toEqual({ how: 'remembered' });
    expect(originOf(table, 'customer', '单号', '客户')).toEqual({ how: 'chosen' });
    expect(originOf(table, 'currency', { const: 'USD' }, undefined)).toEqual({ how: 'constant' });
    expect(originOf(table, 'note', null, undefined)).toEqual({ how: 'none' });
    expect(samplesOf(table, '单号')).toEqual(['SO-1', 'SO-2']);
    expect(samplesOf(table, { const: 'USD' })).toEqual(['USD']);
  });

  it('puts required fields first and names those still missing', () => {
    const [shown, rest] = inOrder(spec.whole, { note: '备注' });
    expect(shown.map((s) => s.field)).toEqual(['order_no', 'customer', 'note']);
    expect(rest.map((s) => s.field)).toEqual(['currency']);
    const without = withSource(draft, 'whole', 'customer', null);
    expect(missingFields(without, [table], spec, {}).map((s) => s.field)).toEqual(['customer']);
    expect(missingFields(without, [table], spec, { walk_in: 'C9' })).toEqual([]);
  });
});

describe('options', () => {
  const credit = optionsFor('orders', 'rows').find((o) => o.key === 'credit');

  it('sends only what differs from what is taken anyway', () => {
    expect(credit).toBeDefined();
    if (!credit) return;
    expect(withOption({}, credit, 'off')).toEqual({ credit: 'off' });
    expect(withOption({ credit: 'off', sheet: 'A' }, credit, 'on')).toEqual({ sheet: 'A' });
  });

  it('drops what another kind does not know', () => {
    expect(keepFor({ credit: 'off', sheet: 'A' }, 'customers')).toEqual({ sheet: 'A' });
    expect(optionsFor('receipts', 'rows').map((o) => o.key)).toEqual(['date_order']);
  });

  it('knows which choice a refusal asks for', () => {
    const sheets = new ApiProblem(
      { code: 'imports.which_sheet', facts: { sheets: '一月, 二月' } },
      409,
    );
    expect(askedFor(sheets)).toBe('sheet');
    expect(sheetsOf(sheets)).toEqual(['一月', '二月']);
    const garbled = new ApiProblem(
      { code: 'request.invalid', fields: [{ path: 'file', code: 'csv.bad_encoding' }] },
      422,
    );
    expect(askedFor(garbled)).toBe('encoding');
    expect(askedFor(new ApiProblem({ code: 'file.zip_bomb' }, 422))).toBe('');
    expect(askedFor(null)).toBe('');
  });
});

describe('template', () => {
  it('starts with what is required and quotes what needs it', () => {
    const fields = [
      { field: 'a', title: '备注,其他', required: false },
      { field: 'b', title: '编码', required: true },
    ];
    expect(templateText(fields)).toBe('\uFEFF编码,"备注,其他"\r\n');
    expect(shownTitle('credit limit')).toBe('Credit limit');
  });
});
