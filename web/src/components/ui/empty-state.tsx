import { Button } from 'antd';
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

export interface EmptyStateProps {
  title: string;
  /** What would be here and how it gets here. */
  text?: ReactNode;
  /** The next step, so nobody is left standing. */
  action?: { label: string; run: () => void } | undefined;
  secondary?: { label: string; run: () => void } | undefined;
  kind?: 'nothing' | 'no-match' | 'done' | 'missing';
}

export function EmptyState({ title, text, action, secondary, kind = 'nothing' }: EmptyStateProps) {
  return (
    <div className={styles.empty} role="status">
      <Picture kind={kind} />
      <h3 className={styles.title}>{title}</h3>
      {text && <p className={styles.text}>{text}</p>}
      {(action || secondary) && (
        <div className={styles.actions}>
          {action && (
            <Button type="primary" onClick={action.run}>
              {action.label}
            </Button>
          )}
          {secondary && <Button onClick={secondary.run}>{secondary.label}</Button>}
        </div>
      )}
    </div>
  );
}

function Picture({ kind }: { kind: NonNullable<EmptyStateProps['kind']> }) {
  return (
    <svg className={styles.picture} viewBox="0 0 120 84" aria-hidden>
      <rect x="24" y="10" width="58" height="66" rx="6" className={styles.back} />
      <rect x="34" y="6" width="58" height="66" rx="6" className={styles.sheet} />
      <path d="M44 22h26M44 34h38M44 46h30" className={styles.lines} />
      {kind === 'done' && <path d="M74 58l8 8 16-18" className={styles.mark} />}
      {kind === 'no-match' && (
        <g className={styles.mark}>
          <circle cx="86" cy="54" r="11" />
          <path d="M94 62l9 9" />
        </g>
      )}
      {kind === 'nothing' && <path d="M88 48v20M78 58h20" className={styles.mark} />}
      {kind === 'missing' && <path d="M80 50l16 16M96 50l-16 16" className={styles.mark} />}
    </svg>
  );
}
