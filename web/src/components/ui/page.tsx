import { ArrowLeftOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './page.module.css';

export interface PageProps {
  title: string;
  /** One quiet line under the title: what this page is for. */
  hint?: ReactNode;
  actions?: ReactNode;
  /** Where "back" leads; list pages have none. */
  back?: string;
  /** The page fills the window and its content scrolls itself (lists, grids). */
  fill?: boolean;
  /** Text column for forms. */
  narrow?: boolean;
  children: ReactNode;
}

export function Page({ title, hint, actions, back, fill, narrow, children }: PageProps) {
  const { t } = useTranslation();
  useDocumentTitle(title);
  return (
    <div
      className={[styles.page, fill && styles.fill, narrow && styles.narrow]
        .filter(Boolean)
        .join(' ')}
    >
      <header className={styles.head}>
        {back && (
          <Link to={back} className={styles.back} aria-label={t('common.back')}>
            <ArrowLeftOutlined />
          </Link>
        )}
        <div className={styles.titles}>
          <h1 className={styles.title}>{title}</h1>
          {hint && <p className={styles.hint}>{hint}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={styles.body}>{children}</div>
    </div>
  );
}

export function useDocumentTitle(title: string): void {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = title ? `${title} · ${t('common.product')}` : t('common.product');
  }, [title, t]);
}

export interface PanelProps {
  title?: ReactNode;
  extra?: ReactNode;
  /** No inner padding: tables and grids reach the edge. */
  flush?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

/** The white card everything sits on. */
export function Panel({ title, extra, flush, className, children }: PanelProps) {
  return (
    <section className={[styles.panel, className].filter(Boolean).join(' ')}>
      {(title || extra) && (
        <header className={styles.panelHead}>
          <h2 className={styles.panelTitle}>{title}</h2>
          <div className={styles.panelExtra}>{extra}</div>
        </header>
      )}
      <div className={flush ? styles.panelFlush : styles.panelBody}>{children}</div>
    </section>
  );
}
