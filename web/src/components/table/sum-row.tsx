import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DataColumn, Totals } from './types';
import styles from './data-table.module.css';

/** Sums over the whole filtered list, from the server; not over the rows loaded so far. */
export function SumRow<Row>({
  columns,
  total,
  leading,
  loaded,
}: {
  columns: readonly DataColumn<Row>[];
  total: Totals;
  leading: boolean;
  loaded: number;
}) {
  const { t } = useTranslation();
  const shift = leading ? 1 : 0;
  return (
    <Table.Summary fixed>
      <Table.Summary.Row className={styles.sumRow ?? ''}>
        {leading && <Table.Summary.Cell index={0} />}
        {columns.map((column, index) => (
          <Table.Summary.Cell key={column.key} index={index + shift} align={column.align ?? 'left'}>
            {column.total
              ? column.total(total)
              : index === 0
                ? t('table.sum', { count: Number(total.count ?? loaded) })
                : null}
          </Table.Summary.Cell>
        ))}
      </Table.Summary.Row>
    </Table.Summary>
  );
}
