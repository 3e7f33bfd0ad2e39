import { EllipsisOutlined } from '@ant-design/icons';
import { Button, Dropdown, Tooltip } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkeys } from '@/lib/hotkeys';
import { useCan } from '@/lib/permissions';
import { Kbd } from './kbd';

export interface Action {
  key: string;
  label: string;
  run: () => void;
  icon?: ReactNode;
  /** "mod+enter", "e"; shown in the tooltip and in the overview. */
  hotkey?: string;
  primary?: boolean;
  danger?: boolean;
  loading?: boolean;
  /** Without it the action is not shown at all. */
  permission?: string;
  hidden?: boolean;
  /** Disabled actions stay visible and say why. */
  disabledReason?: string | false | undefined;
}

/** Buttons of a page: the first ones as buttons, the rest under "more"; each with its shortcut. */
export function ActionBar({
  actions,
  visible = 3,
}: {
  actions: readonly Action[];
  visible?: number;
}) {
  const { t } = useTranslation();
  const can = useCan();
  const usable = actions.filter((a) => !a.hidden && can(a.permission));
  const shown = usable.slice(0, visible);
  const more = usable.slice(visible);
  useHotkeys(
    useMemo(
      () =>
        usable
          .filter((a) => a.hotkey)
          .map((a) => ({
            keys: a.hotkey ?? '',
            label: a.label,
            group: t('shell.shortcuts.page'),
            run: a.run,
            inFields: (a.hotkey ?? '').startsWith('mod+'),
            disabled: !!a.disabledReason || !!a.loading,
          })),
      [usable, t],
    ),
  );
  return (
    <>
      {shown.map((a) => (
        <Tooltip
          key={a.key}
          title={a.disabledReason || (a.hotkey ? <Kbd keys={a.hotkey} /> : undefined)}
          mouseEnterDelay={0.4}
        >
          <Button
            type={a.primary ? 'primary' : 'default'}
            danger={!!a.danger}
            icon={a.icon}
            loading={!!a.loading}
            disabled={!!a.disabledReason}
            onClick={a.run}
            data-action={a.key}
          >
            {a.label}
          </Button>
        </Tooltip>
      ))}
      {more.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: more.map((a) => ({
              key: a.key,
              label: a.label,
              icon: a.icon,
              danger: !!a.danger,
              disabled: !!a.disabledReason,
              title: a.disabledReason || '',
              extra: a.hotkey ? <Kbd keys={a.hotkey} /> : undefined,
              onClick: a.run,
            })),
          }}
        >
          <Button icon={<EllipsisOutlined />} aria-label={t('common.more')} />
        </Dropdown>
      )}
    </>
  );
}
