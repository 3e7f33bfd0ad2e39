import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DataColumn, Totals } from './types';
import styles from './data-table.module.css';

export interface SumCellsProps<Row> {
  columns: readonly DataColumn<Row>[];
  total: Totals;
  /** A selection column stands before the others. */
  leading: boolean;
  loaded: number;
}

/**
 * Sums over the whole filtered list, from the server; not over the rows loaded so far.
 * Goes inside `<Table.Summary fixed>`, which antd wants to see itself.
 */
export function SumCells<Row>({ columns, total, leading, loaded }: SumCellsProps<Row>) {
  const { t } = useTranslation();
  const shift = leading ? 1 : 0;
  const count = Number(total.count ?? loaded);
  return (
    <Table.Summary.Row className={styles.sumRow ?? ''}>
      {leading && <Table.Summary.Cell index={0} />}
      {columns.map((column, index) => (
        <Table.Summary.Cell key={column.key} index={index + shift} align={column.align ?? 'left'}>
          {column.total
            ? column.total(total)
            : index === 0
              ? t('table.sum', { count, n: count.toLocaleString('en-US') })
              : null}
        </Table.Summary.Cell>
      ))}
    </Table.Summary.Row>
  );
}
