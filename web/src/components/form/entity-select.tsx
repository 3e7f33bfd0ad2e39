import { useQuery } from '@tanstack/react-query';
import { Select, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDebounced } from '@/lib/use-debounced';
import type { EntityOption, EntitySource } from './entity-source';
import styles from './entity-select.module.css';

export interface EntitySelectProps<Data> {
  source: EntitySource<Data>;
  value?: string | undefined;
  onChange?: (value: string | undefined, option: EntityOption<Data> | undefined) => void;
  placeholder?: string;
  allowClear?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
  id?: string;
  'aria-label'?: string;
  style?: React.CSSProperties;
}

/** Search-as-you-type over a server list; the value is an id. */
export function EntitySelect<Data>(props: EntitySelectProps<Data>) {
  const { source, value } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const needle = useDebounced(text.trim(), 200);
  const found = useQuery({
    queryKey: ['entity', source.key, needle],
    queryFn: ({ signal }) => source.search(needle, signal),
    enabled: open,
    staleTime: 30_000,
    placeholderData: (previous) => previous,
  });
  const known = found.data?.find((o) => o.value === value);
  const stored = useQuery({
    queryKey: ['entity', source.key, 'one', value],
    queryFn: ({ signal }) => source.resolve(value ?? '', signal),
    enabled: !!value && !known,
    staleTime: 5 * 60_000,
  });
  const current = known ?? stored.data ?? undefined;
  const options = found.data ?? [];
  const all =
    current && !options.includes(current) && !options.some((o) => o.value === current.value)
      ? [current, ...options]
      : options;

  return (
    <Select
      {...(props.id ? { id: props.id } : {})}
      aria-label={props['aria-label']}
      style={{ width: '100%', ...props.style }}
      value={value ?? null}
      onChange={(next: string | null | undefined) =>
        props.onChange?.(
          next ?? undefined,
          all.find((o) => o.value === next),
        )
      }
      onOpenChange={setOpen}
      showSearch={{ filterOption: false, onSearch: setText }}
      allowClear={props.allowClear ?? true}
      disabled={!!props.disabled}
      autoFocus={!!props.autoFocus}
      loading={found.isFetching}
      placeholder={props.placeholder ?? t('common.searchToSelect')}
      popupMatchSelectWidth={320}
      notFoundContent={
        found.isFetching ? (
          <Spin size="small" />
        ) : found.error ? (
          t('errors.codes.network.title')
        ) : (
          t('common.noMatch')
        )
      }
      options={all.map((o) => ({
        value: o.value,
        label: o.label,
        disabled: !!o.blocked,
        entity: o,
      }))}
      optionRender={(option) => (
        <EntityLine option={(option.data as { entity: EntityOption }).entity} />
      )}
    />
  );
}

export function EntityLine({ option }: { option: EntityOption }) {
  return (
    <div className={styles.option}>
      <div className={styles.main}>
        <div className={styles.label}>{option.label}</div>
        {(option.blocked ?? option.hint) && (
          <div className={option.blocked ? styles.blocked : styles.hint}>
            {option.blocked ?? option.hint}
          </div>
        )}
      </div>
      {option.extra && <span className={styles.extra}>{option.extra}</span>}
    </div>
  );
}
