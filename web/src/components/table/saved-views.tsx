import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Popover, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { http, type ListPage } from '@/lib/http';
import { sharedKeys } from '@/lib/query-keys';
import { useCommand } from '@/lib/use-command';
import { ProblemAlert } from '../ui/problem-alert';
import styles from './data-table.module.css';

export interface SavedView {
  id: string;
  list: string;
  name: string;
  /** Filters and sort as in the URL. */
  query: Record<string, string>;
  shared: boolean;
  mine?: boolean;
}

export interface PresetView {
  key: string;
  name: string;
  query: Record<string, string>;
}

export interface SavedViewsProps {
  list: string;
  /** Views the product brings along: "待签收", "已逾期". */
  presets?: readonly PresetView[];
  /** Filters and sort as they stand. */
  current: Record<string, string>;
  activeKey: string;
  onApply: (key: string, query: Record<string, string>) => void;
  offline?: boolean | undefined;
}

/** Tabs over a list: all, the product's views, one's own and the team's. */
export function SavedViews({
  list,
  presets = [],
  current,
  activeKey,
  onApply,
  offline,
}: SavedViewsProps) {
  const { t } = useTranslation();
  const views = useQuery({
    queryKey: sharedKeys.savedViews(list),
    queryFn: ({ signal }) => http.get<ListPage<SavedView>>('/saved-views', { list }, signal),
    staleTime: 5 * 60_000,
    retry: false,
    enabled: !offline,
  });
  const remove = useCommand({
    run: (id: string, key) => http.delete<void>(`/saved-views/${id}`, { key }),
    invalidates: [sharedKeys.savedViews(list)],
    success: t('table.viewRemoved'),
  });
  const dirty = Object.keys(current).length > 0;
  return (
    <div className={styles.views} role="tablist" aria-label={t('table.views')}>
      <Tab
        active={activeKey === '' && !dirty}
        label={t('table.allRows')}
        onClick={() => onApply('', {})}
      />
      {presets.map((view) => (
        <Tab
          key={view.key}
          active={activeKey === view.key}
          label={view.name}
          onClick={() => onApply(view.key, view.query)}
        />
      ))}
      {views.data?.items.map((view) => (
        <Tab
          key={view.id}
          active={activeKey === view.id}
          label={view.name}
          onClick={() => onApply(view.id, view.query)}
          onRemove={view.mine === false ? undefined : () => remove.run(view.id)}
        />
      ))}
      {dirty && !offline && (
        <SaveView list={list} query={current} onSaved={(view) => onApply(view.id, view.query)} />
      )}
    </div>
  );
}

function Tab({
  active,
  label,
  onClick,
  onRemove,
}: {
  active: boolean;
  label: string;
  onClick: () => void;
  onRemove?: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  return (
    <span className={styles.viewWrap}>
      <button
        type="button"
        role="tab"
        aria-selected={active}
        className={styles.view}
        onClick={onClick}
      >
        {label}
      </button>
      {onRemove && active && (
        <Tooltip title={t('table.removeView')}>
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={t('table.removeView')}
            onClick={onRemove}
          />
        </Tooltip>
      )}
    </span>
  );
}

function SaveView({
  list,
  query,
  onSaved,
}: {
  list: string;
  query: Record<string, string>;
  onSaved: (view: SavedView) => void;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const save = useCommand({
    run: (
      body: { list: string; name: string; query: Record<string, string>; shared: boolean },
      key,
    ) => http.post<SavedView>('/saved-views', body, { key }),
    invalidates: [sharedKeys.savedViews(list)],
    success: t('table.viewSaved'),
    onSuccess: (view) => {
      setOpen(false);
      setName('');
      onSaved(view);
    },
  });
  const submit = () => name.trim() && save.run({ list, name: name.trim(), query, shared });
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      content={
        <div style={{ display: 'grid', gap: 10, width: 260 }}>
          <Input
            autoFocus
            value={name}
            maxLength={40}
            placeholder={t('table.viewName')}
            onChange={(e) => setName(e.target.value)}
            onPressEnter={submit}
          />
          <Checkbox checked={shared} onChange={(e) => setShared(e.target.checked)}>
            {t('table.shareView')}
          </Checkbox>
          <ProblemAlert error={save.problem} />
          <Button
            type="primary"
            block
            disabled={!name.trim()}
            loading={save.pending}
            onClick={submit}
          >
            {t('common.save')}
          </Button>
        </div>
      }
    >
      <Button type="link" size="small" icon={<PlusOutlined />}>
        {t('table.saveView')}
      </Button>
    </Popover>
  );
}
