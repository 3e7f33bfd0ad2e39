import { PlusOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import {
  useCallback,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { useTranslation } from 'react-i18next';
import { today } from '@/lib/dates';
import type { EntityOption } from '../entity-source';
import { CellEditor, type GridMove } from './cell-editor';
import { isFigure } from './cell-value';
import { GridRowView, markOf } from './grid-row';
import {
  blankRow,
  insertRow,
  isBlank,
  pasteBlock,
  removeRow,
  replaceRow,
  withOption,
  withText,
} from './grid-rows';
import { moveFrom } from './grid-moves';
import { resolveLookups } from './resolve-lookups';
import { parseTsv } from './tsv';
import type { CellAt, GridColumn, GridMarks, GridRow } from './types';
import { useGridHistory } from './use-grid-history';
import styles from './keyboard-grid.module.css';

export interface KeyboardGridProps {
  label: string;
  columns: readonly GridColumn[];
  rows: readonly GridRow[];
  onRows: (rows: GridRow[]) => void;
  /** Server errors and findings at their cells. */
  marks?: GridMarks;
  /** Sums under their columns, from the filled rows; use lib/money. */
  totals?: (rows: readonly GridRow[]) => Readonly<Record<string, ReactNode>>;
  readOnly?: boolean;
  maxHeight?: number;
  /** Right side of the foot: grand total, tax. */
  foot?: ReactNode;
}

/** A line grid like a spreadsheet: arrows, Tab, Enter, paste from Excel, undo. */
export function KeyboardGrid(props: KeyboardGridProps) {
  const { columns, rows, marks, readOnly = false } = props;
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { apply, undo, redo, latest } = useGridHistory(rows, props.onRows);
  const [wanted, setActive] = useState<CellAt | null>(null);
  // Undo and deleting may leave fewer rows than the active one's number.
  const lastRow = readOnly ? rows.length - 1 : rows.length;
  const active = wanted && lastRow >= 0 ? { ...wanted, row: Math.min(wanted.row, lastRow) } : null;
  const host = useRef<HTMLDivElement>(null);
  const tabFrom = useRef<number | null>(null);
  const ghost = useMemo(() => blankRow({}, {}, 'ghost'), []);
  const template = useMemo(
    () =>
      `44px ${columns.map((c) => (c.grow ? `minmax(${c.width ?? 160}px, 1fr)` : `${c.width ?? 120}px`)).join(' ')} 34px`,
    [columns],
  );
  const width = 78 + columns.reduce((sum, c) => sum + (c.width ?? (c.grow ? 160 : 120)), 0);

  const activate = useCallback((row: number, col: number) => {
    tabFrom.current = null;
    setActive({ row, col });
  }, []);
  const remove = useCallback(
    (index: number) => {
      apply((old) => removeRow(old, index));
      setActive((a) => (a && a.row > index ? { ...a, row: a.row - 1 } : a));
    },
    [apply],
  );
  const search = (lookups: Parameters<typeof resolveLookups>[1]) => {
    if (lookups.length > 0) void resolveLookups(columns, lookups, (change) => apply(change, false));
  };

  const onMove = (move: GridMove) => {
    if (!active) return;
    const next = moveFrom(
      active,
      move,
      columns,
      latest.current.length + (readOnly ? 0 : 1),
      tabFrom.current,
    );
    tabFrom.current =
      move === 'next' || move === 'previous' ? (tabFrom.current ?? active.col) : null;
    if (next) setActive(next);
    else if (move === 'next' || move === 'previous') leaveGrid(host.current, move === 'next');
  };

  const setText = (at: CellAt, text: string) => {
    const column = columns[at.col];
    if (!column || readOnly || (at.row >= latest.current.length && text.trim() === '')) return;
    apply((old) => replaceRow(old, at.row, (row) => withText(row, column, text, today())));
    const row = latest.current[at.row];
    if (row && row.pending[column.key] !== undefined)
      search([{ rowKey: row.key, column: column.key, text: text.trim() }]);
  };
  const setOption = (at: CellAt, option: EntityOption) => {
    const column = columns[at.col];
    if (!column || readOnly) return;
    apply((old) =>
      replaceRow(old, at.row, (row) =>
        column.kind === 'select'
          ? withText(row, column, option.value, today())
          : withOption(row, column, option),
      ),
    );
  };
  const paste = (at: CellAt, text: string) => {
    if (readOnly) return;
    const result = pasteBlock(latest.current, columns, at, parseTsv(text), today());
    apply(result.rows);
    search(result.lookups);
    if (result.count > 1) void message.info(t('grid.pasted', { count: result.count }));
  };

  const onCommand = (event: KeyboardEvent): boolean => {
    if (!active || readOnly) return false;
    const mod = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    // Ctrl+Shift+Enter belongs to the page: submit.
    if (!mod || (event.shiftKey && key === 'enter')) return false;
    switch (key) {
      case 'enter':
        apply((old) => insertRow(old, Math.min(active.row + 1, old.length)));
        setActive({ row: Math.min(active.row + 1, latest.current.length - 1), col: active.col });
        return true;
      case 'delete':
      case 'backspace':
        if (active.row < latest.current.length) remove(active.row);
        return true;
      case 'd': {
        const above = latest.current[active.row - 1];
        const column = columns[active.col];
        if (above && column)
          apply((old) => replaceRow(old, active.row, (row) => copyCell(above, row, column)));
        return true;
      }
      case 'z':
        if (event.shiftKey) redo();
        else undo();
        return true;
      case 'y':
        redo();
        return true;
      default:
        return false;
    }
  };

  const onBlur = (event: FocusEvent) => {
    if (!host.current?.contains(event.relatedTarget as Node | null)) setActive(null);
  };

  const shown = readOnly ? rows : [...rows, ghost];
  const filled = rows.filter((r) => !isBlank(r));
  const sums = props.totals?.(filled);
  const current = active ? shown[active.row] : undefined;
  const currentColumn = active ? columns[active.col] : undefined;
  const currentMark =
    current && currentColumn
      ? markOf(current, currentColumn, marks?.[current.key]?.[currentColumn.key], t)
      : undefined;
  const wrong = rows.reduce(
    (n, r) =>
      n +
      Object.keys(r.bad).length +
      Object.values(marks?.[r.key] ?? {}).filter((m) => m.tone === 'error').length,
    0,
  );

  return (
    <div className={styles.grid} onBlur={onBlur}>
      <div ref={host} className={styles.scroll} style={{ maxHeight: props.maxHeight ?? 480 }}>
        <div
          role="grid"
          aria-label={props.label}
          aria-rowcount={shown.length + 1}
          aria-colcount={columns.length + 1}
          aria-readonly={readOnly}
          style={{ minWidth: width }}
        >
          <div role="row" className={styles.head} style={{ gridTemplateColumns: template }}>
            <div role="columnheader" className={styles.index} aria-label="#" />
            {columns.map((column) => (
              <div
                key={column.key}
                role="columnheader"
                className={styles.headCell}
                data-figure={isFigure(column)}
              >
                {column.title}
                {column.required && <span className="jq-required">*</span>}
              </div>
            ))}
            <div />
          </div>
          {shown.map((row, index) => (
            <GridRowView
              key={row.key}
              row={row}
              index={index}
              columns={columns}
              template={template}
              activeCol={active?.row === index ? active.col : -1}
              marks={marks?.[row.key]}
              ghost={row === ghost}
              readOnly={readOnly}
              onActivate={activate}
              onDelete={remove}
              editor={
                active?.row === index && currentColumn ? (
                  <CellEditor
                    key={`${index}:${active.col}`}
                    column={readOnly ? { ...currentColumn, readOnly: true } : currentColumn}
                    row={row}
                    label={`${currentColumn.title} ${index + 1}`}
                    invalid={currentMark?.tone === 'error'}
                    onText={(text) => setText(active, text)}
                    onOption={(option) => setOption(active, option)}
                    onMove={onMove}
                    onPaste={(text) => paste(active, text)}
                    onCommand={onCommand}
                  />
                ) : null
              }
            />
          ))}
          {rows.length === 0 && !readOnly && (
            <div role="row">
              <div role="gridcell">
                <button type="button" className={styles.start} onClick={() => activate(0, 0)}>
                  {t('grid.empty')}
                </button>
              </div>
            </div>
          )}
          {sums && (
            <div role="row" className={styles.sums} style={{ gridTemplateColumns: template }}>
              <div className={styles.index} />
              {columns.map((column, index) => (
                <div
                  key={column.key}
                  role="gridcell"
                  className={styles.sumCell}
                  data-figure={isFigure(column)}
                >
                  {sums[column.key] ?? (index === 0 ? t('grid.total') : null)}
                </div>
              ))}
              <div />
            </div>
          )}
        </div>
      </div>
      <div className={styles.foot}>
        {!readOnly && (
          <Button
            size="small"
            type="text"
            icon={<PlusOutlined />}
            onClick={() => activate(rows.length, 0)}
          >
            {t('grid.addRow')}
          </Button>
        )}
        <span className={styles.status} role="status" data-tone={currentMark?.tone}>
          {currentMark
            ? currentMark.text
            : wrong > 0
              ? t('grid.errorCount', { count: wrong })
              : readOnly
                ? t('grid.rowCount', { count: rows.length })
                : t('grid.pasteHint')}
        </span>
        <span className={styles.footEnd}>{props.foot}</span>
      </div>
    </div>
  );
}

function copyCell(from: GridRow, to: GridRow, column: GridColumn): GridRow {
  const option = from.refs[column.key];
  if (option) return withOption(to, column, option);
  return { ...to, values: { ...to.values, [column.key]: from.values[column.key] ?? '' }, bad: {} };
}

/** Tab at the end goes on to the next control of the page, not round and round. */
function leaveGrid(host: HTMLElement | null, forward: boolean): void {
  const all = [
    ...document.querySelectorAll<HTMLElement>(
      'a[href], button:not([tabindex="-1"]), input, textarea, select, [tabindex="0"]',
    ),
  ].filter((e) => !e.hasAttribute('disabled') && e.offsetParent !== null && !host?.contains(e));
  const after = all.filter((e) => host && !!(host.compareDocumentPosition(e) & (forward ? 4 : 2)));
  (forward ? after[0] : after[after.length - 1])?.focus();
}
