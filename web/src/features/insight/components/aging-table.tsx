import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LineTable, type LineColumn } from '@/components/document/line-table';
import { bucketColour, bucketLabel } from '@/components/money/aging-buckets';
import { MoneyText } from '@/components/money/money-text';
import { isZero } from '@/lib/money';
import { paths } from '@/lib/paths';
import { usePalette } from '@/theme/use-theme';
import type { AgingReport, AgingRow } from '../api';
import styles from './aging.module.css';

export interface AgingTableProps {
  report: AgingReport;
  rows: readonly AgingRow[];
  /** The chosen bucket, `credits`, or nothing. */
  bucket: string;
  /** A heading: only what has something of that age. */
  onBucket: (bucket: string) => void;
  /** A figure: the documents behind it; everything when `bucket` is empty. */
  onOpen: (row: AgingRow, bucket: string) => void;
}

/** Customers by buckets, each in its own currency; every figure opens its documents. */
export function AgingTable({ report, rows, bucket, onBucket, onOpen }: AgingTableProps) {
  const { t } = useTranslation();
  const palette = usePalette();
  const cell = (row: AgingRow, amount: string, place: string, strong = false) =>
    isZero(amount) ? (
      <MoneyText value={amount} dashZero />
    ) : (
      <button type="button" className={styles.cell} onClick={() => onOpen(row, place)}>
        <MoneyText value={amount} currency={row.currency} strong={strong} />
      </button>
    );
  const head = (label: ReactNode, place: string, colour?: string) => (
    <button
      type="button"
      className={styles.head}
      aria-pressed={bucket === place}
      onClick={() => onBucket(place)}
    >
      {colour && <i style={{ background: colour }} aria-hidden />}
      {label}
    </button>
  );
  const columns: LineColumn<AgingRow>[] = [
    {
      key: 'customer',
      title: t('fields.customer'),
      width: 150,
      render: (r) => (
        <Link to={paths.customer(r.customer_id)} title={r.customer_code}>
          {r.customer_name}
        </Link>
      ),
      foot: t('aging.total', { currency: report.base_currency }),
    },
    ...report.buckets.map((b, index): LineColumn<AgingRow> => ({
      key: `b${index}`,
      title: head(
        bucketLabel(t, b, report.basis),
        String(index),
        bucketColour(palette.ageing, index),
      ),
      figure: true,
      render: (r) => cell(r, r.amounts.buckets[index] ?? '0', String(index)),
      foot: <MoneyText value={report.total.buckets[index]} dashZero />,
    })),
    {
      key: 'credits',
      title: head(t('aging.credits'), 'credits'),
      figure: true,
      render: (r) => cell(r, r.amounts.credits, 'credits'),
      foot: <MoneyText value={report.total.credits} dashZero />,
    },
    {
      key: 'balance',
      title: t('aging.balance'),
      figure: true,
      render: (r) => cell(r, r.amounts.balance, '', true),
      foot: <MoneyText value={report.total.balance} strong />,
    },
  ];
  return (
    <div className={styles.table}>
      <LineTable<AgingRow>
        label={t('shell.nav.aging')}
        rows={rows}
        rowKey={(r) => r.customer_id + r.currency}
        columns={columns}
        empty={t('aging.noItems')}
      />
    </div>
  );
}
