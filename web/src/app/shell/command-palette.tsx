import { SearchOutlined } from '@ant-design/icons';
import { Modal } from 'antd';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '@/components/ui/kbd';
import { usePaletteEntries } from './palette-entries';
import styles from './palette.module.css';

/** Ctrl/⌘+K: any page, action or record, from the keyboard. */
export function CommandPalette({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      destroyOnHidden
      width={620}
      style={{ top: 88 }}
      styles={{ container: { padding: 0, overflow: 'hidden' } }}
    >
      <PaletteBody onClose={onClose} />
    </Modal>
  );
}

function PaletteBody({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { groups, searching } = usePaletteEntries(text);
  const flat = groups.flatMap((g) => g.entries);
  const active = Math.min(at, flat.length - 1);

  const choose = (index: number) => {
    const entry = flat[index];
    if (!entry) return;
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && flat.length > 0) {
      event.preventDefault();
      const next = (active + step + flat.length) % flat.length;
      setAt(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(active);
    }
  };

  let index = -1;
  return (
    <div className={styles.palette} onKeyDown={onKeyDown}>
      <label className={styles.input}>
        <SearchOutlined spin={searching} />
        <input
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls={id}
          aria-activedescendant={`${id}-${active}`}
          aria-label={t('shell.palette.title')}
          placeholder={t('shell.palette.placeholder')}
          value={text}
          onChange={(e) => {
            setText(e.target.value);
            setAt(0);
          }}
        />
      </label>
      <div id={id} role="listbox" aria-label={t('shell.palette.title')} className={styles.list}>
        {flat.length === 0 && !searching && (
          <p className={styles.nothing}>{t('shell.palette.nothing')}</p>
        )}
        {groups.map((group) => (
          <div key={group.title} role="group" aria-label={group.title}>
            <div className={styles.group}>{group.title}</div>
            {group.entries.map((entry) => {
              index += 1;
              const mine = index;
              return (
                <div
                  key={entry.key}
                  id={`${id}-${mine}`}
                  role="option"
                  aria-selected={mine === active}
                  className={styles.entry}
                  onMouseMove={() => setAt(mine)}
                  onClick={() => choose(mine)}
                >
                  <span className={styles.icon}>{entry.icon}</span>
                  <span className={styles.label}>{entry.label}</span>
                  {entry.hint && <span className={styles.hint}>{entry.hint}</span>}
                  {entry.keys && entry.keys.split(' ').map((k) => <Kbd key={k} keys={k} />)}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <div className={styles.foot}>
        <Kbd keys="up" /> <Kbd keys="down" /> {t('shell.palette.keys.move')}
        <Kbd keys="enter" /> {t('shell.palette.keys.open')}
        <Kbd keys="escape" /> {t('shell.palette.keys.close')}
      </div>
    </div>
  );
}
