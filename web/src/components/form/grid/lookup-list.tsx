import { Spin } from 'antd';
import { useLayoutEffect, useState, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { EntityLine } from '../entity-select';
import type { EntityOption } from '../entity-source';
import type { Lookup } from './use-lookup';
import styles from './keyboard-grid.module.css';

export interface LookupListProps {
  id: string;
  anchor: RefObject<HTMLElement | null>;
  lookup: Lookup;
  active: number;
  onPick: (option: EntityOption) => void;
}

/** The list under a lookup cell. In a portal, because the grid scrolls and clips. */
export function LookupList({ id, anchor, lookup, active, onPick }: LookupListProps) {
  const { t } = useTranslation();
  const [box, setBox] = useState<{ left: number; top: number; up: boolean } | null>(null);
  useLayoutEffect(() => {
    const place = () => {
      const rect = anchor.current?.getBoundingClientRect();
      if (!rect) return;
      const up = rect.bottom + 280 > window.innerHeight && rect.top > 300;
      setBox({
        left: Math.min(rect.left, window.innerWidth - 380),
        top: up ? rect.top - 4 : rect.bottom + 4,
        up,
      });
    };
    place();
    window.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
    };
  }, [anchor, lookup.options.length]);
  if (!box) return null;
  return createPortal(
    <div
      id={id}
      role="listbox"
      className={styles.lookup}
      style={{ left: box.left, top: box.top, transform: box.up ? 'translateY(-100%)' : undefined }}
      onMouseDown={(e) => e.preventDefault()}
    >
      {lookup.options.map((option, index) => (
        <div
          key={option.value}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          aria-disabled={!!option.blocked}
          className={styles.lookupOption}
          ref={index === active ? scrollHere : null}
          onClick={() => !option.blocked && onPick(option)}
        >
          <EntityLine option={option} />
        </div>
      ))}
      {lookup.options.length === 0 && (
        <div className={styles.lookupNote}>
          {lookup.loading ? (
            <>
              <Spin size="small" /> {t('grid.searching')}
            </>
          ) : (
            t(lookup.failed ? 'grid.lookupError' : 'grid.lookupNone')
          )}
        </div>
      )}
    </div>,
    document.body,
  );
}

function scrollHere(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'nearest' });
}
