import { ReloadOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Button, Table, Tooltip, type TableProps, type TableRef } from 'antd';
import { useCallback, useMemo, useRef, useState, type ReactNode, type UIEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/lib/permissions';
import { useSize } from '@/lib/use-size';
import { useUrlState } from '@/lib/use-url-state';
import { EmptyState } from '../ui/empty-state';
import { ProblemAlert } from '../ui/problem-alert';
import { ColumnPicker, useColumnChoice } from './column-picker';
import { ExportButton } from './export-button';
import { FilterBar } from './filter-bar';
import { activeCount, keysOf, nextSort, queryOf, readSort, specOf } from './filter-spec';
import { SavedViews, type PresetView } from './saved-views';
import { SumCells } from './sum-row';
import { sumLines } from './totals';
import type { DataColumn, EmptyText, FilterDef } from './types';
import { useList, type ListSource } from './use-list';
import { useRowNavigation } from './use-row-navigation';
import styles from './data-table.module.css';

export interface DataTableProps<Row> extends ListSource<Row> {
  /** Names the stored column choice and the saved views. */
  id: string;
  columns: readonly DataColumn<Row>[];
  filters?: readonly FilterDef[];
  presets?: readonly PresetView[];
  defaultSort?: string;
  rowKey?: (row: Row) => string;
  /** Page of a row: Enter and double click open it. */
  rowHref?: (row: Row) => string;
  /** Instead of a page: a drawer, a preview. */
  onOpen?: (row: Row) => void;
  rowTone?: (row: Row) => 'danger' | 'warning' | 'muted' | undefined;
  /** Rows can be marked; what can be done with them. */
  bulk?: (rows: Row[], clear: () => void) => ReactNode;
  /** `false`: no xlsx. */
  exportable?: boolean;
  empty: EmptyText;
  /** Right of the filters. */
  extra?: ReactNode;
  inlineFilters?: number;
  /** Inside another panel: no frame, views and tools of its own. */
  plain?: boolean;
  /** Fixed height where the page does not fill the window. */
  height?: number;
}

const HEAD = 39;
const ROW = 39;
/** The sum row: its padding, and each line of it. */
const SUM = 17;
const SUM_LINE = 22;

/** A server list: filters and sort in the URL, pages while scrolling, sums, export, keyboard. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const can = useCan();
  const { columns, filters = NO_FILTERS, defaultSort = '', rowHref, onOpen } = props;
  const signature = JSON.stringify([filters.flatMap(keysOf), defaultSort]);
  // The spec changes only with the parameter names, not with each render's texts.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const spec = useMemo(() => specOf(filters, defaultSort), [signature]);
  const [values, setValues] = useUrlState(spec);
  const query = useMemo(() => queryOf(values), [values]);
  const list = useList<Row>(props, query);
  const { choice, setChoice, shown } = useColumnChoice(props.id, columns);
  const keyOf = props.rowKey ?? defaultKey;

  const table = useRef<TableRef>(null);
  const host = useRef<HTMLDivElement>(null);
  const size = useSize(host);
  const [marked, setMarked] = useState<string[]>([]);
  const markedRows = useMemo(
    () => list.rows.filter((r) => marked.includes(keyOf(r))),
    [list.rows, marked, keyOf],
  );

  const openRow = useCallback(
    (row: Row) => {
      if (onOpen) onOpen(row);
      else if (rowHref) void navigate({ to: rowHref(row) });
    },
    [navigate, onOpen, rowHref],
  );
  const mark = (key: string) =>
    setMarked((old) => (old.includes(key) ? old.filter((k) => k !== key) : [...old, key]));
  const at = (index: number, act: (row: Row) => void) => {
    const row = list.rows[index];
    if (row) act(row);
  };
  const nav = useRowNavigation(list.rows.length, {
    open: onOpen || rowHref ? (index) => at(index, openRow) : undefined,
    toggle: props.bulk ? (index) => at(index, (row) => mark(keyOf(row))) : undefined,
    scrollTo: (index) => table.current?.scrollTo({ index }),
  });

  // What is typed letter by letter stays one step of the history.
  const typed = filters.find((f) => f.kind === 'search')?.key ?? '';
  const change = (patch: Record<string, string>) =>
    setValues({ view: '', ...patch }, typed in patch ? 'replace' : 'push');
  const applyView = (key: string, viewQuery: Record<string, string>) =>
    setValues(
      { ...Object.fromEntries(Object.keys(spec).map((k) => [k, ''])), ...viewQuery, view: key },
      'push',
    );

  const sort = readSort(values.sort ?? '');
  const antColumns: TableProps<Row>['columns'] = shown.map((column) => {
    const field = column.sort === true ? column.key : column.sort || '';
    const base = {
      key: column.key,
      title: column.title,
      width: column.width ?? 140,
      align: column.align ?? ('left' as const),
      ellipsis: true,
      ...(column.fixed && size.width > 720 ? { fixed: column.fixed } : {}),
      render: (_: unknown, row: Row) =>
        column.render
          ? column.render(row)
          : ((row as Record<string, ReactNode>)[column.key] ?? '–'),
    };
    if (!field) return base;
    return {
      ...base,
      sorter: true,
      sortOrder: sort?.field === field ? sort.order : null,
      showSorterTooltip: false,
      onHeaderCell: () => ({
        onClick: () => change({ sort: nextSort(values.sort ?? '', field, defaultSort) }),
      }),
    };
  });

  const total = list.total;
  const hasSum = total !== null && list.rows.length > 0;
  const sums = sumLines(
    shown.flatMap((c) => c.totalKey ?? []),
    total,
  );
  const sumHeight = hasSum ? SUM + SUM_LINE * sums : 0;
  const bodyHeight = Math.max(160, (props.height ?? size.height) - HEAD - sumHeight - 2);
  const width = shown.reduce((w, c) => w + (c.width ?? 140), props.bulk ? 44 : 0);
  const onScroll = (event: UIEvent<HTMLDivElement>) => {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
    if (
      scrollTop + clientHeight > scrollHeight - 12 * ROW &&
      list.hasNextPage &&
      !list.isFetchingNextPage
    ) {
      void list.fetchNextPage();
    }
  };
  const filtered = activeCount(filters, values) > 0;

  return (
    <section
      className={props.plain ? styles.plain : styles.frame}
      style={props.height ? {} : { flex: '1 1 auto' }}
    >
      {!props.plain && (
        <>
          <SavedViews
            list={props.id}
            presets={props.presets ?? []}
            current={urlPart(values, defaultSort)}
            activeKey={values.view ?? ''}
            onApply={applyView}
            offline={!!props.fetchPage}
          />
          <div className={styles.bar}>
            <FilterBar
              filters={filters}
              values={values}
              onChange={change}
              inline={props.inlineFilters ?? 3}
            />
            <div className={styles.tools}>
              {props.extra}
              <Tooltip title={t('common.refresh')}>
                <Button
                  type="text"
                  icon={<ReloadOutlined spin={list.isFetching && !list.isFetchingNextPage} />}
                  aria-label={t('common.refresh')}
                  onClick={() => void list.refetch()}
                />
              </Tooltip>
              {(props.exportable ?? true) && can('exports.read') && (
                <ExportButton endpoint={props.endpoint} query={list.fullQuery} />
              )}
              <ColumnPicker columns={columns} choice={choice} onChange={setChoice} />
            </div>
          </div>
        </>
      )}
      {props.bulk && markedRows.length > 0 && (
        <div className={styles.bulk} role="toolbar">
          <span>{t('table.marked', { count: markedRows.length })}</span>
          {props.bulk(markedRows, () => setMarked([]))}
          <Button type="text" size="small" onClick={() => setMarked([])}>
            {t('table.unmark')}
          </Button>
        </div>
      )}
      {list.error && (
        <div className={styles.problem}>
          <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
        </div>
      )}
      <div ref={host} className={styles.host} style={props.height ? { height: props.height } : {}}>
        <Table<Row>
          ref={table}
          virtual
          size="small"
          tableLayout="fixed"
          rowKey={keyOf}
          columns={antColumns}
          dataSource={list.rows}
          pagination={false}
          loading={{ spinning: list.isPending || list.isPlaceholderData, delay: 200 }}
          scroll={{ x: Math.max(width, Math.floor(size.width)), y: bodyHeight }}
          onScroll={onScroll}
          rowClassName={(row, index) =>
            [
              index === nav.active && styles.activeRow,
              props.rowTone?.(row) && styles[props.rowTone(row) ?? ''],
            ]
              .filter(Boolean)
              .join(' ')
          }
          onRow={(row, index) => ({
            onClick: () => nav.setActive(index ?? -1),
            onDoubleClick: () => openRow(row),
          })}
          {...(props.bulk
            ? {
                rowSelection: {
                  columnWidth: 44,
                  selectedRowKeys: marked,
                  onChange: (keys) => setMarked(keys.map(String)),
                },
              }
            : {})}
          locale={{
            emptyText:
              list.isPending || list.error ? (
                ' '
              ) : filtered ? (
                <EmptyState
                  kind="no-match"
                  title={t('table.noMatch')}
                  text={t('table.noMatchHelp')}
                  action={{ label: t('table.clearFilters'), run: () => applyView('', {}) }}
                />
              ) : (
                <EmptyState {...props.empty} />
              ),
          }}
          {...(hasSum
            ? {
                summary: () => (
                  <Table.Summary fixed>
                    <SumCells
                      columns={shown}
                      total={total}
                      leading={!!props.bulk}
                      loaded={list.rows.length}
                    />
                  </Table.Summary>
                ),
              }
            : {})}
        />
      </div>
      <footer className={styles.foot} aria-live="polite">
        <span>
          {total?.count !== undefined && total.count !== null
            ? t('table.loadedOf', {
                loaded: list.rows.length.toLocaleString('en-US'),
                count: Number(total.count).toLocaleString('en-US'),
              })
            : t('table.loaded', { count: list.rows.length })}
        </span>
        {list.hasNextPage && (
          <Button
            type="link"
            size="small"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('common.loadMore')}
          </Button>
        )}
      </footer>
    </section>
  );
}

const NO_FILTERS: readonly FilterDef[] = [];
const defaultKey = (row: object): string => String((row as { id?: unknown }).id ?? '');

function urlPart(values: Record<string, string>, defaultSort: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([key, value]) =>
        key !== 'view' && value !== '' && !(key === 'sort' && value === defaultSort),
    ),
  );
}
