import { CloseOutlined, FilterOutlined, SearchOutlined } from '@ant-design/icons';
import { Badge, Button, Checkbox, Input, Popover, Select, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkeys } from '@/lib/hotkeys';
import { AmountInput } from '../money/amount-input';
import { DateInput, DateRange } from '../form/date-range';
import { EntitySelect } from '../form/entity-select';
import { activeCount, keysOf } from './filter-spec';
import type { FilterDef } from './types';
import styles from './data-table.module.css';

export interface FilterBarProps {
  filters: readonly FilterDef[];
  values: Record<string, string>;
  onChange: (patch: Record<string, string>) => void;
  /** Filters shown in the bar; the others wait under "more filters". */
  inline?: number;
}

export function FilterBar({ filters, values, onChange, inline = 3 }: FilterBarProps) {
  const { t } = useTranslation();
  const search = filters.find((f) => f.kind === 'search');
  const rest = filters.filter((f) => f.kind !== 'search');
  const shown = rest.slice(0, inline);
  const more = rest.slice(inline);
  const hiddenActive = activeCount(more, values);
  const active = activeCount(filters, values);
  const clear = () => onChange(Object.fromEntries(filters.flatMap(keysOf).map((key) => [key, ''])));

  return (
    <>
      {search?.kind === 'search' && (
        <SearchBox
          value={values[search.key] ?? ''}
          placeholder={search.placeholder}
          onChange={(v) => onChange({ [search.key]: v })}
        />
      )}
      {shown.map((filter) => (
        <FilterControl
          key={keysOf(filter)[0]}
          filter={filter}
          values={values}
          onChange={onChange}
        />
      ))}
      {more.length > 0 && (
        <Popover
          trigger="click"
          placement="bottomLeft"
          content={
            <div className={styles.moreFilters}>
              {more.map((filter) => (
                <label key={keysOf(filter)[0]}>
                  <span>{filter.label}</span>
                  <FilterControl filter={filter} values={values} onChange={onChange} />
                </label>
              ))}
            </div>
          }
        >
          <Badge count={hiddenActive} size="small" color="var(--jq-accent)">
            <Button icon={<FilterOutlined />}>{t('table.moreFilters')}</Button>
          </Badge>
        </Popover>
      )}
      {active > 0 && (
        <Button type="text" icon={<CloseOutlined />} onClick={clear}>
          {t('table.clearFilters')}
        </Button>
      )}
    </>
  );
}

function SearchBox({
  value,
  placeholder,
  onChange,
}: {
  value: string;
  placeholder: string;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const [seen, setSeen] = useState(value);
  const ref = useRef<InputRef>(null);
  if (seen !== value) {
    setSeen(value);
    setText(value);
  }
  useEffect(() => {
    if (text.trim() === value) return undefined;
    const timer = setTimeout(() => onChange(text.trim()), 300);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  useHotkeys([
    {
      keys: '/',
      label: t('table.search'),
      group: t('shell.shortcuts.list'),
      run: () => ref.current?.focus({ cursor: 'all' }),
    },
  ]);
  return (
    <Input
      ref={ref}
      value={text}
      allowClear
      prefix={<SearchOutlined style={{ color: 'var(--jq-text-faint)' }} />}
      placeholder={placeholder}
      aria-label={placeholder}
      style={{ width: 260 }}
      onChange={(e) => setText(e.target.value)}
      onPressEnter={() => onChange(text.trim())}
      onKeyDown={(e) => {
        if (e.key === 'Escape') ref.current?.blur();
      }}
    />
  );
}

function FilterControl({
  filter,
  values,
  onChange,
}: {
  filter: FilterDef;
  values: Record<string, string>;
  onChange: FilterBarProps['onChange'];
}) {
  switch (filter.kind) {
    case 'search':
      return null;
    case 'select': {
      const text = values[filter.key] ?? '';
      const common = {
        allowClear: true,
        placeholder: filter.label,
        'aria-label': filter.label,
        options: filter.options.map((o) => ({ ...o })),
        popupMatchSelectWidth: false as const,
        style: { minWidth: 130 },
      };
      return filter.multiple ? (
        <Select
          {...common}
          mode="multiple"
          maxTagCount="responsive"
          style={{ minWidth: 150, maxWidth: 260 }}
          value={text ? text.split(',') : []}
          onChange={(v: string[]) => onChange({ [filter.key]: v.join(',') })}
        />
      ) : (
        <Select
          {...common}
          value={text || null}
          onChange={(v: string | null | undefined) => onChange({ [filter.key]: v ?? '' })}
        />
      );
    }
    case 'dates':
      return (
        <DateRange
          label={filter.label}
          from={values[filter.from] ?? ''}
          to={values[filter.to] ?? ''}
          onChange={(from, to) => onChange({ [filter.from]: from, [filter.to]: to })}
        />
      );
    case 'day':
      return (
        <span style={{ display: 'inline-block', width: 150 }}>
          <DateInput
            value={values[filter.key] ?? ''}
            placeholder={filter.label}
            aria-label={filter.label}
            onChange={(v) => onChange({ [filter.key]: v })}
          />
        </span>
      );
    case 'entity':
      return (
        <EntitySelect
          source={filter.source}
          value={values[filter.key] || undefined}
          placeholder={filter.label}
          aria-label={filter.label}
          style={{ width: 180 }}
          onChange={(v) => onChange({ [filter.key]: v ?? '' })}
        />
      );
    case 'flag':
      return (
        <Checkbox
          checked={values[filter.key] === 'true'}
          onChange={(e) => onChange({ [filter.key]: e.target.checked ? 'true' : '' })}
        >
          {filter.label}
        </Checkbox>
      );
    case 'amounts':
      return (
        <span style={{ display: 'inline-flex', gap: 6, alignItems: 'center' }}>
          <AmountInput
            value={values[filter.from] ?? ''}
            aria-label={filter.label}
            onChange={(v) => onChange({ [filter.from]: v })}
          />
          –
          <AmountInput
            value={values[filter.to] ?? ''}
            aria-label={filter.label}
            onChange={(v) => onChange({ [filter.to]: v })}
          />
        </span>
      );
  }
}
