import { BarChartOutlined, TableOutlined } from '@ant-design/icons';
import { Button, Skeleton, Tooltip } from 'antd';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartOption } from './chart';
import { EmptyState } from './empty-state';
import { Panel } from './page';
import { ProblemAlert } from './problem-alert';
import styles from './chart-card.module.css';

const Chart = lazy(() => import('./chart').then((m) => ({ default: m.Chart })));

export interface ChartTable {
  head: readonly string[];
  /** First cell names the row; the rest is right aligned. */
  rows: readonly (readonly ReactNode[])[];
}

export interface ChartCardProps {
  title: string;
  /** What the figure means and how it is made. */
  hint?: ReactNode;
  option: ChartOption;
  /** The same figures as a table: for screen readers, and for people who want to read them off. */
  table: ChartTable;
  height?: number;
  loading?: boolean;
  error?: unknown;
  extra?: ReactNode;
  /** A click on a point: name and series of it. */
  onPick?: (point: { name: string; series: string }) => void;
}

export function ChartCard(props: ChartCardProps) {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  const height = props.height ?? 260;
  const label = asTable ? t('common.showChart') : t('common.showTable');
  return (
    <Panel
      title={
        <>
          {props.title}
          {props.hint && <small className={styles.hint}>{props.hint}</small>}
        </>
      }
      extra={
        <>
          {props.extra}
          <Tooltip title={label}>
            <Button
              type="text"
              size="small"
              aria-label={label}
              aria-pressed={asTable}
              icon={asTable ? <BarChartOutlined /> : <TableOutlined />}
              onClick={() => setAsTable(!asTable)}
            />
          </Tooltip>
        </>
      }
    >
      <div style={{ height, overflow: asTable ? 'auto' : 'visible' }}>
        {props.error ? (
          <ProblemAlert error={props.error} />
        ) : props.loading ? (
          <Skeleton active paragraph={{ rows: 5 }} />
        ) : props.table.rows.length === 0 ? (
          <EmptyState title={t('common.noData')} />
        ) : asTable ? (
          <FigureTable table={props.table} title={props.title} />
        ) : (
          <Suspense fallback={<Skeleton active />}>
            <Chart
              option={props.option}
              height={height}
              label={props.title}
              onPick={props.onPick}
            />
          </Suspense>
        )}
      </div>
    </Panel>
  );
}

export function FigureTable({ table, title }: { table: ChartTable; title: string }) {
  return (
    <table className={styles.table}>
      <caption className="jq-sr">{title}</caption>
      <thead>
        <tr>
          {table.head.map((cell) => (
            <th key={cell} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, at) =>
              at === 0 ? (
                <th key={at} scope="row">
                  {cell}
                </th>
              ) : (
                <td key={at} className="jq-num">
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
