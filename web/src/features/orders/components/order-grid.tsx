import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyboardGrid } from '@/components/form/grid/keyboard-grid';
import type { GridColumn, GridMarks, GridRow } from '@/components/form/grid/types';
import { productSource, type ProductRef } from '@/components/form/sources';
import { MoneyText } from '@/components/money/money-text';
import { compare, isDecimal, sum } from '@/lib/money';
import type { PriceSuggestion } from '../api';
import { lineAmount, orderTotals, type HeadValues } from '../lib/order-draft';
import styles from './order-grid.module.css';

export interface OrderGridProps {
  rows: readonly GridRow[];
  onRows: (rows: GridRow[]) => void;
  head: HeadValues;
  suggestions: ReadonlyMap<string, PriceSuggestion>;
  marks: GridMarks;
}

/** The lines of an order as a spreadsheet, with totals and tax while typing. */
export function OrderGrid({ rows, onRows, head, suggestions, marks }: OrderGridProps) {
  const { t } = useTranslation();
  const currency = head.currency ?? 'CNY';
  const inclusive = head.tax_inclusive ?? true;
  const columns = useMemo<GridColumn[]>(
    () => [
      {
        key: 'product',
        title: t('fields.product'),
        kind: 'lookup',
        source: productSource as GridColumn['source'] & object,
        width: 118,
        required: true,
        fill: (option) => {
          const product = option.data as ProductRef | undefined;
          return {
            name: [product?.name, product?.spec].filter(Boolean).join(' '),
            unit: product?.unit ?? '',
            tax_rate: product?.tax_rate ?? '',
            price: '',
          };
        },
      },
      {
        key: 'name',
        title: t('orders.col.name'),
        kind: 'text',
        readOnly: true,
        grow: true,
        width: 150,
      },
      { key: 'unit', title: t('fields.unit'), kind: 'text', readOnly: true, width: 50 },
      { key: 'qty', title: t('fields.qty'), kind: 'qty', width: 94, required: true },
      {
        key: 'price',
        title: t(inclusive ? 'orders.col.priceIn' : 'orders.col.priceEx'),
        kind: 'price',
        width: 104,
        required: true,
      },
      {
        key: 'source',
        title: t('orders.col.source'),
        kind: 'text',
        width: 104,
        compute: (row) => sourceText(t, row, suggestions.get(row.values.product ?? '')),
      },
      { key: 'discount', title: t('orders.col.discount'), kind: 'percent', width: 64 },
      { key: 'tax_rate', title: t('fields.tax_rate'), kind: 'percent', readOnly: true, width: 76 },
      {
        key: 'amount',
        title: t(inclusive ? 'orders.col.total' : 'orders.col.net'),
        kind: 'amount',
        currency,
        width: 116,
        compute: (row) => lineAmount(row, currency),
      },
      { key: 'requested_on', title: t('fields.requested_date'), kind: 'date', width: 124 },
      { key: 'note', title: t('fields.note'), kind: 'text', width: 100 },
    ],
    [t, suggestions, inclusive, currency],
  );
  const totals = orderTotals(rows, head);
  return (
    <KeyboardGrid
      label={t('orders.lines')}
      columns={columns}
      rows={rows}
      onRows={onRows}
      marks={marks}
      maxHeight={520}
      totals={(filled) => ({
        amount: (
          <MoneyText
            value={sum(filled.map((r) => lineAmount(r, currency) || '0'))}
            currency={currency}
          />
        ),
      })}
      foot={
        <span className={styles.totals}>
          <span>
            {t('orders.col.net')} <MoneyText value={totals.net} currency={currency} />
          </span>
          <span>
            {t('fields.tax')} <MoneyText value={totals.tax} currency={currency} />
          </span>
          <span className={styles.total}>
            {t('orders.col.total')}{' '}
            <MoneyText value={totals.total} currency={currency} symbol strong />
          </span>
        </span>
      }
    />
  );
}

/** Where the price comes from; a price typed over says what was suggested. */
function sourceText(t: TFunction, row: GridRow, suggestion: PriceSuggestion | undefined): string {
  if (!suggestion?.price) return row.values.price ? t('orders.source.manual') : '';
  const source = suggestion.price_source ?? '';
  const name = t(`orders.source.${source}`, { defaultValue: source });
  const price = row.values.price ?? '';
  if (!isDecimal(price)) return '';
  return compare(price, suggestion.price) === 0
    ? name
    : t('orders.suggested', { source: name, price: suggestion.price });
}
