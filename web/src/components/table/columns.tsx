/** Ready-made columns, so the same kind of fact looks the same in every list. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { daysBetween, formatInstant, today } from '@/lib/dates';
import { isDecimal, isZero } from '@/lib/money';
import { MoneyText, PercentText, QtyText } from '../money/money-text';
import { StatusTag } from '../ui/status-tag';
import type { DataColumn, Totals } from './types';

type Common<Row> = Omit<DataColumn<Row>, 'key' | 'title' | 'render' | 'align'>;
type Field<Row> = Extract<keyof Row, string>;

const text = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : String(value);

export function textColumn<Row>(
  key: Field<Row>,
  title: string,
  more: Common<Row> = {},
): DataColumn<Row> {
  return { key, title, width: 160, render: (row) => text(row[key]) || <Faint />, ...more };
}

/** Number or name that opens the record. */
export function linkColumn<Row>(
  key: Field<Row>,
  title: string,
  to: (row: Row) => string,
  more: Common<Row> = {},
): DataColumn<Row> {
  return {
    key,
    title,
    width: 160,
    locked: true,
    fixed: 'left',
    render: (row) => (
      <Link to={to(row)} className="jq-num" style={{ fontWeight: 500 }}>
        {text(row[key])}
      </Link>
    ),
    ...more,
  };
}

export function moneyColumn<Row>(
  key: Field<Row>,
  title: string,
  more: Common<Row> & {
    currency?: (row: Row) => string | undefined;
    totalKey?: string;
    dashZero?: boolean;
    strong?: boolean;
  } = {},
): DataColumn<Row> {
  const { currency, totalKey, dashZero, strong, ...rest } = more;
  return {
    key,
    title,
    width: 140,
    align: 'right',
    sort: true,
    render: (row) => (
      <MoneyText
        value={text(row[key]) || null}
        currency={currency?.(row)}
        dashZero={!!dashZero}
        strong={!!strong}
      />
    ),
    ...(totalKey
      ? {
          totalKey,
          total: (total) => <MoneySum total={total} name={totalKey} />,
        }
      : {}),
    ...rest,
  };
}

export function qtyColumn<Row>(
  key: Field<Row>,
  title: string,
  more: Common<Row> & { unit?: (row: Row) => string | undefined } = {},
): DataColumn<Row> {
  const { unit, ...rest } = more;
  return {
    key,
    title,
    width: 120,
    align: 'right',
    render: (row) => <QtyText value={text(row[key]) || null} unit={unit?.(row)} />,
    ...rest,
  };
}

export function percentColumn<Row>(
  key: Field<Row>,
  title: string,
  more: Common<Row> = {},
): DataColumn<Row> {
  return {
    key,
    title,
    width: 90,
    align: 'right',
    render: (row) => <PercentText value={text(row[key]) || null} />,
    ...more,
  };
}

export function dateColumn<Row>(
  key: Field<Row>,
  title: string,
  more: Common<Row> = {},
): DataColumn<Row> {
  return {
    key,
    title,
    width: 116,
    sort: true,
    render: (row) => <span className="jq-num">{text(row[key]) || <Faint />}</span>,
    ...more,
  };
}

export function instantColumn<Row>(
  key: Field<Row>,
  title: string,
  more: Common<Row> = {},
): DataColumn<Row> {
  return {
    key,
    title,
    width: 166,
    sort: true,
    render: (row) =>
      text(row[key]) ? <span className="jq-num">{formatInstant(text(row[key]))}</span> : <Faint />,
    ...more,
  };
}

export function statusColumn<Row>(
  key: Field<Row>,
  title: string,
  kind: string,
  more: Common<Row> = {},
): DataColumn<Row> {
  return {
    key,
    title,
    width: 120,
    render: (row) =>
      text(row[key]) ? <StatusTag status={text(row[key])} kind={kind} /> : <Faint />,
    ...more,
  };
}

/** A due date, red with its days when late and something is still open. */
export function dueColumn<Row>(
  key: Field<Row>,
  title: string,
  open: (row: Row) => string | null | undefined,
  late: (days: number) => ReactNode,
  more: Common<Row> = {},
): DataColumn<Row> {
  return {
    key,
    title,
    width: 170,
    sort: true,
    render: (row) => {
      const due = text(row[key]);
      const rest = open(row);
      if (!due) return <Faint />;
      const days = rest && isDecimal(rest) && !isZero(rest) ? daysBetween(due, today()) : 0;
      return (
        <span className="jq-num" style={{ color: days > 0 ? 'var(--jq-danger)' : undefined }}>
          {due} {days > 0 && <small>{late(days)}</small>}
        </span>
      );
    },
    ...more,
  };
}

/** The sum; one below the other where only each currency's own exists. */
function MoneySum({ total, name }: { total: Totals; name: string }) {
  const several = total.by_currency?.filter((sums) => sums[name] !== undefined) ?? [];
  if (total[name] !== undefined || several.length === 0) {
    return (
      <MoneyText
        value={text(total[name]) || null}
        currency={text(total.currency) || undefined}
        strong
      />
    );
  }
  return several.map((sums) => (
    <div key={sums.currency}>
      <MoneyText value={text(sums[name])} currency={sums.currency} symbol strong />
    </div>
  ));
}

function Faint() {
  return <span style={{ color: 'var(--jq-text-faint)' }}>–</span>;
}
