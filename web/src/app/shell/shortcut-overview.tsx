import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { Kbd } from '@/components/ui/kbd';
import { useHotkeyList } from '@/lib/hotkeys';
import styles from './shell.module.css';

const GRID_KEYS: [string, string][] = [
  ['up down left right', 'move'],
  ['enter', 'edit'],
  ['tab shift+tab', 'nextCell'],
  ['escape', 'cancel'],
  ['mod+enter', 'addRow'],
  ['mod+delete', 'deleteRow'],
  ['mod+d', 'copyDown'],
  ['mod+z mod+y', 'undo'],
  ['mod+v', 'paste'],
];

/** Everything the keyboard can do here, now. */
export function ShortcutOverview({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const live = useHotkeyList();
  const groups = new Map<string, { keys: string; label: string }[]>();
  for (const hotkey of live) {
    if (hotkey.disabled) continue;
    const list = groups.get(hotkey.group) ?? [];
    if (!list.some((h) => h.keys === hotkey.keys)) list.push(hotkey);
    groups.set(hotkey.group, list);
  }
  groups.set(
    t('shell.shortcuts.grid'),
    GRID_KEYS.map(([keys, key]) => ({ keys, label: t(`shell.shortcuts.gridKeys.${key}`) })),
  );
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      title={t('shell.shortcuts.title')}
      width={760}
      destroyOnHidden
    >
      <div className={styles.shortcuts}>
        {[...groups].map(([group, list]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {list.map((hotkey) => (
                <div key={hotkey.keys}>
                  <dt>{hotkey.label}</dt>
                  <dd>
                    {hotkey.keys.split(' ').map((part) => (
                      <Kbd key={part} keys={part} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
