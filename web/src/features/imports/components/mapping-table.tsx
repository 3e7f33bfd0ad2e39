import { Button, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LineTable, type LineColumn } from '@/components/document/line-table';
import type { FieldMap, FieldSpec, ImportTable, Source } from '../api';
import {
  choosable,
  inOrder,
  originOf,
  samplesOf,
  unusedColumns,
  type Origin,
} from '../lib/mapping';
import { shownTitle } from '../lib/template';
import styles from './import.module.css';

const CONSTANT = '\u0000const';

export interface MappingTableProps {
  table: ImportTable;
  specs: readonly FieldSpec[];
  map: FieldMap;
  /** As last looked at. */
  stored: FieldMap;
  readOnly: boolean;
  onSource: (field: string, source: Source) => void;
}

/** One line per field: where its values come from, how sure that is, and what they look like. */
export function MappingTable({ table, specs, map, stored, readOnly, onSource }: MappingTableProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const [shown, rest] = inOrder(specs, map);
  const unused = unusedColumns(table, map);
  const columns: LineColumn<FieldSpec>[] = [
    {
      key: 'field',
      title: t('imports.map.field'),
      width: 150,
      render: (s) => (
        <>
          {shownTitle(s.title)}
          {s.required && (
            <span className={styles.required} title={t('common.required')}>
              *
            </span>
          )}
        </>
      ),
    },
    {
      key: 'source',
      title: t('imports.map.source'),
      width: 220,
      render: (s) => (
        <SourceSelect
          spec={s}
          table={table}
          source={map[s.field] ?? null}
          readOnly={readOnly}
          onChange={(source) => onSource(s.field, source)}
        />
      ),
    },
    {
      key: 'how',
      title: t('imports.map.how'),
      width: 110,
      render: (s) => (
        <OriginTag
          origin={originOf(table, s.field, map[s.field], stored[s.field])}
          required={s.required}
        />
      ),
    },
    {
      key: 'samples',
      title: t('imports.map.samples'),
      render: (s) => (
        <span className={styles.samples}>
          {samplesOf(table, map[s.field]).join(t('imports.map.comma'))}
        </span>
      ),
    },
  ];
  return (
    <>
      <LineTable
        label={t('imports.map.title')}
        columns={columns}
        rows={all ? [...shown, ...rest] : shown}
        rowKey={(s) => s.field}
        rowTone={(s) => (s.required && (map[s.field] ?? null) === null ? 'danger' : undefined)}
      />
      <div className={`${styles.foot} ${styles.between}`}>
        <span className={styles.quiet}>
          {unused.length > 0
            ? t('imports.map.unused', { columns: unused.join(t('imports.map.comma')) })
            : t('imports.map.allUsed')}
        </span>
        {rest.length > 0 && (
          <Button type="link" size="small" onClick={() => setAll(!all)}>
            {all ? t('imports.map.fewer') : t('imports.map.more', { count: rest.length })}
          </Button>
        )}
      </div>
    </>
  );
}

function SourceSelect({
  spec,
  table,
  source,
  readOnly,
  onChange,
}: {
  spec: FieldSpec;
  table: ImportTable;
  source: Source;
  readOnly: boolean;
  onChange: (source: Source) => void;
}) {
  const { t } = useTranslation();
  const constant = typeof source === 'object' && source !== null ? source.const : null;
  if (readOnly) {
    return <>{constant !== null ? `“${constant}”` : ((source as string | null) ?? '–')}</>;
  }
  return (
    <div className={styles.source}>
      <Select
        style={{ flex: 1, minWidth: 0 }}
        aria-label={shownTitle(spec.title)}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear
        placeholder={t('imports.map.nothing')}
        value={constant !== null ? CONSTANT : (source as string | null)}
        onChange={(value: string | undefined) =>
          onChange(value === undefined ? null : value === CONSTANT ? { const: '' } : value)
        }
        options={[
          ...choosable(table).map((column) => ({ value: column, label: column })),
          { value: CONSTANT, label: t('imports.map.constant') },
        ]}
      />
      {constant !== null && (
        <Input
          style={{ width: 110 }}
          autoFocus={constant === ''}
          aria-label={t('imports.map.constantOf', { field: shownTitle(spec.title) })}
          value={constant}
          onChange={(e) => onChange({ const: e.target.value })}
        />
      )}
    </div>
  );
}

function OriginTag({ origin, required }: { origin: Origin; required: boolean }) {
  const { t } = useTranslation();
  switch (origin.how) {
    case 'proposed':
      return (
        <Tag color={origin.confidence >= 85 ? 'green' : 'gold'}>
          {t('imports.map.proposed', { percent: origin.confidence })}
        </Tag>
      );
    case 'remembered':
      return <Tag color="green">{t('imports.map.remembered')}</Tag>;
    case 'chosen':
      return <Tag>{t('imports.map.chosen')}</Tag>;
    case 'constant':
      return <Tag>{t('imports.map.same')}</Tag>;
    case 'none':
      return required ? <Tag color="red">{t('imports.map.needed')}</Tag> : null;
  }
}
