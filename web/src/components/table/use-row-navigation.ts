import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkeys } from '@/lib/hotkeys';

export interface RowNavigation {
  active: number;
  setActive: (index: number) => void;
}

/** j / k move through the rows, Enter opens, x marks. */
export function useRowNavigation(
  count: number,
  act: {
    open?: ((index: number) => void) | undefined;
    toggle?: ((index: number) => void) | undefined;
    scrollTo: (index: number) => void;
  },
): RowNavigation {
  const { t } = useTranslation();
  const [active, setActive] = useState(-1);
  const group = t('shell.shortcuts.list');
  const bounded = Math.min(active, count - 1);

  useHotkeys(
    useMemo(() => {
      const go = (to: number) => {
        const next = Math.max(0, Math.min(count - 1, to));
        setActive(next);
        act.scrollTo(next);
      };
      const none = count === 0;
      return [
        { keys: 'j', label: t('table.nextRow'), group, disabled: none, run: () => go(bounded + 1) },
        {
          keys: 'k',
          label: t('table.previousRow'),
          group,
          disabled: none,
          run: () => go(bounded - 1),
        },
        {
          keys: 'enter',
          label: t('table.openRow'),
          group,
          disabled: bounded < 0 || !act.open,
          run: () => act.open?.(bounded),
        },
        {
          keys: 'x',
          label: t('table.markRow'),
          group,
          disabled: bounded < 0 || !act.toggle,
          run: () => act.toggle?.(bounded),
        },
      ];
    }, [count, bounded, act, group, t]),
  );
  return { active: bounded, setActive };
}
