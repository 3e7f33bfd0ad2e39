import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { parseSearch } from '@/lib/use-url-state';
import styles from './stat-card.module.css';

export interface StatCardProps {
  label: string;
  value: ReactNode;
  /** The small line under the figure: comparison, count, formula. */
  note?: ReactNode;
  tone?: 'danger' | 'warning' | 'success';
  /** Every number opens what it is made of. */
  to?: string;
}

export function StatCard({ label, value, note, tone, to }: StatCardProps) {
  const body = (
    <>
      <span className={styles.label}>{label}</span>
      <span className={`${styles.value} jq-num ${tone ? styles[tone] : ''}`}>{value}</span>
      {note && <span className={styles.note}>{note}</span>}
    </>
  );
  const [path, query] = (to ?? '').split('?');
  return to ? (
    <Link
      to={path ?? to}
      search={(query ? parseSearch(query) : {}) as never}
      className={`${styles.card} ${styles.link}`}
    >
      {body}
    </Link>
  ) : (
    <div className={styles.card}>{body}</div>
  );
}

export function StatRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}
