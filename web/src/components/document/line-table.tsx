import type { ReactNode } from 'react';
import styles from './line-table.module.css';

export interface LineColumn<Row> {
  key: string;
  title: ReactNode;
  render: (row: Row, index: number) => ReactNode;
  /** Right aligned, tabular figures. */
  figure?: boolean;
  /** Smallest width in pixels. */
  width?: number;
  /** Stays in sight when a narrow window makes the table scroll sideways. */
  pinned?: boolean;
  /** Cell of the sum row. */
  foot?: ReactNode;
}

export interface LineTableProps<Row> {
  label: string;
  columns: readonly LineColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  rowTone?: (row: Row) => 'muted' | 'warning' | 'danger' | undefined;
  empty?: ReactNode;
}

/** The lines of a document: read on one screen, never paged, sums below. */
export function LineTable<Row>(props: LineTableProps<Row>) {
  const { columns, rows } = props;
  const hasFoot = rows.length > 0 && columns.some((c) => c.foot !== undefined);
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={props.label}>
        <thead>
          <tr>
            {columns.map((c) => (
              <th
                key={c.key}
                scope="col"
                data-figure={!!c.figure}
                data-pinned={!!c.pinned}
                style={{ minWidth: c.width }}
              >
                {c.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={props.rowKey(row)} data-tone={props.rowTone?.(row)}>
              {columns.map((c) => (
                <td key={c.key} data-figure={!!c.figure} data-pinned={!!c.pinned}>
                  {c.render(row, index)}
                </td>
              ))}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length} className={styles.empty}>
                {props.empty ?? '–'}
              </td>
            </tr>
          )}
        </tbody>
        {hasFoot && (
          <tfoot>
            <tr>
              {columns.map((c) => (
                <td key={c.key} data-figure={!!c.figure} data-pinned={!!c.pinned}>
                  {c.foot}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

/** Name over its quiet second line. */
export function TwoLines({ main, sub }: { main: ReactNode; sub?: ReactNode }) {
  return (
    <div className={styles.two}>
      <div>{main}</div>
      {sub && <div className={styles.sub}>{sub}</div>}
    </div>
  );
}

/** An input in a figure column: as wide as a figure, not as the column. */
export function CellInput({ children }: { children: ReactNode }) {
  return <div className={styles.input}>{children}</div>;
}
