import type { ReactNode } from 'react';
import styles from './doc-layout.module.css';

export interface DocLayoutProps {
  header: ReactNode;
  children: ReactNode;
  /** Beside the content on wide windows, below it on narrow ones: timeline, files, notes. */
  side?: ReactNode;
}

/** The page of one document. */
export function DocLayout({ header, children, side }: DocLayoutProps) {
  return (
    <div className={styles.page}>
      {header}
      <div className={side ? styles.columns : styles.single}>
        <div className={styles.main}>{children}</div>
        {side && <aside className={styles.side}>{side}</aside>}
      </div>
    </div>
  );
}

/** Pairs of label and value in columns. */
export function Facts({
  items,
}: {
  items: readonly { label: string; value: ReactNode; wide?: boolean }[];
}) {
  return (
    <dl className={styles.facts}>
      {items.map((item) => (
        <div key={item.label} className={item.wide ? styles.wide : ''}>
          <dt>{item.label}</dt>
          <dd>{item.value === '' || item.value === null ? '–' : (item.value ?? '–')}</dd>
        </div>
      ))}
    </dl>
  );
}
