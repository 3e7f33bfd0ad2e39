import { CloseOutlined } from '@ant-design/icons';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { displayCell, isEditable, isFigure } from './cell-value';
import type { CellMark, GridColumn, GridRow } from './types';
import styles from './keyboard-grid.module.css';

export interface GridRowViewProps {
  row: GridRow;
  index: number;
  columns: readonly GridColumn[];
  template: string;
  /** Column of the active cell when it is in this row, else -1. */
  activeCol: number;
  editor: ReactNode;
  marks: Readonly<Record<string, CellMark>> | undefined;
  /** The empty row after the last one. */
  ghost: boolean;
  readOnly: boolean;
  onActivate: (row: number, col: number) => void;
  onDelete: (row: number) => void;
}

export const GridRowView = memo(function GridRowView(props: GridRowViewProps) {
  const { row, index, columns, activeCol, ghost } = props;
  const { t } = useTranslation();
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={styles.row}
      style={{ gridTemplateColumns: props.template }}
      data-ghost={ghost}
    >
      <div role="rowheader" className={styles.index}>
        {ghost ? '+' : index + 1}
      </div>
      {columns.map((column, col) => {
        const mark = markOf(row, column, props.marks?.[column.key], t);
        const active = col === activeCol;
        return (
          <div
            key={column.key}
            role="gridcell"
            aria-colindex={col + 2}
            aria-selected={active}
            className={styles.cell}
            data-active={active}
            data-figure={isFigure(column)}
            data-locked={!isEditable(column)}
            data-tone={mark?.tone}
            data-pending={row.pending[column.key] !== undefined}
            title={mark?.text}
            onMouseDown={(e) => {
              if (active) return;
              e.preventDefault();
              props.onActivate(index, col);
            }}
          >
            {active && props.editor ? (
              props.editor
            ) : (
              <span className={styles.text}>{displayCell(column, row)}</span>
            )}
          </div>
        );
      })}
      <div className={styles.tool}>
        {!ghost && !props.readOnly && (
          <button
            type="button"
            tabIndex={-1}
            aria-label={t('grid.deleteRow')}
            onMouseDown={(e) => e.preventDefault()}
            onClick={() => props.onDelete(index)}
          >
            <CloseOutlined />
          </button>
        )}
      </div>
    </div>
  );
});

/** Why a cell is marked: unreadable text first, then what the caller says. */
export function markOf(
  row: GridRow,
  column: GridColumn,
  given: CellMark | undefined,
  t: (key: string, options?: Record<string, unknown>) => string,
): CellMark | undefined {
  const bad = row.bad[column.key];
  if (bad)
    return {
      tone: 'error',
      text: t(`errors.fields.${bad.code}`, {
        scale: column.scale ?? 2,
        defaultValue: t('errors.fields.invalid'),
      }),
    };
  return given;
}
