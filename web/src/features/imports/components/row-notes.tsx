import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Segmented, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LineTable, type LineColumn } from '@/components/document/line-table';
import { Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { fieldLabel } from '@/components/ui/problem-text';
import {
  importKeys,
  readRows,
  type ImportRow,
  type ImportView,
  type KindSpec,
  type Outcome,
} from '../api';
import { shownTitle } from '../lib/template';
import styles from './import.module.css';

const OUTCOMES: readonly Outcome[] = ['failed', 'changed', 'ignored'];

/** Rows that fail, change something or are passed over: where they stand in the file, and why. */
export function RowNotes({ view, spec }: { view: ImportView; spec: KindSpec }) {
  const { t } = useTranslation();
  const there = OUTCOMES.filter((o) => view.rows[o] > 0);
  const [chosen, setChosen] = useState<Outcome>('failed');
  const outcome = there.includes(chosen) ? chosen : (there[0] ?? 'failed');
  const query = useInfiniteQuery({
    queryKey: importKeys.part(view.id, 'rows', { outcome, ...view.rows }),
    queryFn: ({ pageParam, signal }) => readRows(view.id, outcome, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    enabled: there.length > 0,
  });
  if (there.length === 0) return null;
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const titles = new Map(
    [...spec.whole, ...spec.heads, ...spec.lines].map((s) => [s.field, s.title]),
  );
  const nameOf = (column: string) => {
    const title = titles.get(column);
    return title ? shownTitle(title) : fieldLabel(t, column);
  };
  return (
    <Panel
      title={t('imports.rows.title')}
      flush
      extra={
        <Segmented
          size="small"
          value={outcome}
          onChange={setChosen}
          options={there.map((o) => ({
            value: o,
            label: `${t(`imports.count.${o}`)} ${view.rows[o]}`,
          }))}
        />
      }
    >
      {query.error && (
        <div className={styles.bar}>
          <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
        </div>
      )}
      <LineTable
        label={t('imports.rows.title')}
        columns={columnsOf(t, nameOf, view, outcome, rows)}
        rows={rows}
        rowKey={(r) => `${r.file_no}.${r.row_no}.${r.position}`}
        empty={query.isPending ? t('common.loading') : '–'}
      />
      {(query.hasNextPage || cut(view, outcome, rows, query.isSuccess)) && (
        <div className={`${styles.foot} ${styles.between}`}>
          <span className={styles.quiet}>{query.hasNextPage ? '' : t('imports.rows.cut')}</span>
          {query.hasNextPage && (
            <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('common.loadMore')}
            </Button>
          )}
        </div>
      )}
    </Panel>
  );
}

/** A preview keeps the first thousand problems only. */
const cut = (view: ImportView, outcome: Outcome, rows: ImportRow[], all: boolean) =>
  all && new Set(rows.map((r) => `${r.file_no}.${r.row_no}`)).size < view.rows[outcome];

function columnsOf(
  t: ReturnType<typeof useTranslation>['t'],
  nameOf: (column: string) => string,
  view: ImportView,
  outcome: Outcome,
  rows: readonly ImportRow[],
): LineColumn<ImportRow>[] {
  const twoFiles = view.tables.length > 1;
  const sheets = rows.some((r) => r.sheet !== '');
  return [
    ...(twoFiles
      ? [
          {
            key: 'file',
            title: t('imports.file'),
            render: (r: ImportRow) => view.tables[r.file_no]?.file ?? '',
          },
        ]
      : []),
    ...(sheets
      ? [{ key: 'sheet', title: t('imports.rows.sheet'), render: (r: ImportRow) => r.sheet || '–' }]
      : []),
    { key: 'row', title: t('imports.rows.row'), figure: true, width: 60, render: (r) => r.row_no },
    ...(outcome === 'changed'
      ? [
          {
            key: 'changes',
            title: t('imports.rows.changes'),
            render: (r: ImportRow) => <Changes row={r} nameOf={nameOf} />,
          },
        ]
      : [
          {
            key: 'column',
            title: t('imports.rows.column'),
            width: 110,
            render: (r: ImportRow) => (r.column ? nameOf(r.column) : t('imports.rows.whole')),
          },
          {
            key: 'reason',
            title: t('imports.rows.reason'),
            render: (r: ImportRow) => <div className={styles.reason}>{r.message}</div>,
          },
        ]),
    {
      key: 'raw',
      title: t('imports.rows.raw'),
      render: (r) => (
        <Tooltip title={r.raw} placement="topLeft">
          <span className={styles.raw}>{r.raw}</span>
        </Tooltip>
      ),
    },
  ];
}

function Changes({ row, nameOf }: { row: ImportRow; nameOf: (column: string) => string }) {
  return (
    <>
      {row.changes.map((c) => (
        <div key={c.field}>
          {nameOf(c.field)}: {c.before !== '' && <span className={styles.before}>{c.before}</span>}{' '}
          → {c.after || '–'}
        </div>
      ))}
    </>
  );
}
