import { DownOutlined, SettingOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover, Tooltip } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreference } from '@/lib/preferences';
import type { DataColumn } from './types';
import styles from './data-table.module.css';

export interface ColumnChoice {
  order: string[];
  off: string[];
  on: string[];
}

const NONE: ColumnChoice = { order: [], off: [], on: [] };

/** The chosen columns in the chosen order; new columns of a release appear at their own place. */
export function arrange<Row>(
  columns: readonly DataColumn<Row>[],
  choice: ColumnChoice,
): DataColumn<Row>[] {
  const rank = new Map(choice.order.map((key, index) => [key, index]));
  return columns
    .map((column, index) => ({ column, place: rank.get(column.key) ?? index }))
    .sort((a, b) => a.place - b.place)
    .map(({ column }) => column)
    .filter((c) => isShown(c, choice));
}

function isShown<Row>(column: DataColumn<Row>, choice: ColumnChoice): boolean {
  if (column.locked) return true;
  return column.hidden ? choice.on.includes(column.key) : !choice.off.includes(column.key);
}

export function useColumnChoice<Row>(tableId: string, columns: readonly DataColumn<Row>[]) {
  const [choice, setChoice] = usePreference<ColumnChoice>(`columns.${tableId}`, NONE);
  const shown = useMemo(() => arrange(columns, choice), [columns, choice]);
  return { choice, setChoice, shown };
}

export interface ColumnPickerProps<Row> {
  columns: readonly DataColumn<Row>[];
  choice: ColumnChoice;
  onChange: (choice: ColumnChoice) => void;
}

export function ColumnPicker<Row>({ columns, choice, onChange }: ColumnPickerProps<Row>) {
  const { t } = useTranslation();
  const rank = new Map(choice.order.map((key, index) => [key, index]));
  const ordered = columns
    .map((c, i) => ({ c, p: rank.get(c.key) ?? i }))
    .sort((a, b) => a.p - b.p)
    .map((x) => x.c);

  const toggle = (column: DataColumn<Row>, on: boolean) => {
    const without = (list: string[]) => list.filter((key) => key !== column.key);
    onChange({
      order: choice.order,
      off: on ? without(choice.off) : [...without(choice.off), column.key],
      on: on ? [...without(choice.on), column.key] : without(choice.on),
    });
  };
  const move = (index: number, by: -1 | 1) => {
    const keys = ordered.map((c) => c.key);
    const [a, b] = [keys[index], keys[index + by]];
    if (a === undefined || b === undefined) return;
    keys[index] = b;
    keys[index + by] = a;
    onChange({ ...choice, order: keys });
  };

  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={t('table.columns')}
      content={
        <div className={styles.columns}>
          {ordered.map((column, index) => (
            <div key={column.key} className={styles.columnLine}>
              <Checkbox
                checked={isShown(column, choice)}
                disabled={!!column.locked}
                onChange={(e) => toggle(column, e.target.checked)}
              >
                {column.title}
              </Checkbox>
              <Button
                type="text"
                size="small"
                icon={<UpOutlined />}
                aria-label={t('table.moveUp')}
                disabled={index === 0}
                onClick={() => move(index, -1)}
              />
              <Button
                type="text"
                size="small"
                icon={<DownOutlined />}
                aria-label={t('table.moveDown')}
                disabled={index === ordered.length - 1}
                onClick={() => move(index, 1)}
              />
            </div>
          ))}
          <Button type="link" size="small" onClick={() => onChange(NONE)}>
            {t('table.resetColumns')}
          </Button>
        </div>
      }
    >
      <Tooltip title={t('table.columns')}>
        <Button type="text" icon={<SettingOutlined />} aria-label={t('table.columns')} />
      </Tooltip>
    </Popover>
  );
}
