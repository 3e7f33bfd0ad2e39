import { ArrowLeftOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionBar, type Action } from '../ui/action-bar';
import { useDocumentTitle } from '../ui/page';
import { StatusTag } from '../ui/status-tag';
import styles from './doc-header.module.css';

export interface DocFact {
  label: string;
  value: ReactNode;
  /** The figures people look for first. */
  strong?: boolean;
  /** Long values take two columns. */
  wide?: boolean;
}

export interface DocProgress {
  label: string;
  /** 0–100, only for the bar; the text carries the exact figures. */
  percent: number;
  text: ReactNode;
  tone?: 'accent' | 'success' | 'warning' | 'danger';
}

export interface DocHeaderProps {
  /** "订单", "发票". */
  kind: string;
  number: string;
  status: string;
  statusKind: string;
  back: string;
  /** Extra marks beside the status: "有争议", "已逾期 12 天". */
  tags?: ReactNode;
  facts: readonly DocFact[];
  progress?: readonly DocProgress[];
  actions?: readonly Action[];
  /** A line that says what happens next and who has to do it. */
  next?: ReactNode;
}

/** The top of every document: what it is, how it stands, what can be done. */
export function DocHeader(props: DocHeaderProps) {
  const { t } = useTranslation();
  useDocumentTitle(`${props.number} ${props.kind}`);
  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <Link to={props.back} className={styles.back} aria-label={t('common.back')}>
          <ArrowLeftOutlined />
        </Link>
        <div className={styles.name}>
          <span className={styles.kind}>{props.kind}</span>
          <h1 className={styles.number}>
            <Typography.Text copyable={{ text: props.number }}>{props.number}</Typography.Text>
          </h1>
          <StatusTag status={props.status} kind={props.statusKind} />
          {props.tags}
        </div>
        <div className={styles.actions}>
          {props.actions && <ActionBar actions={props.actions} />}
        </div>
      </div>
      <dl className={styles.facts}>
        {props.facts.map((fact) => (
          <div key={fact.label} className={fact.wide ? styles.wide : ''}>
            <dt>{fact.label}</dt>
            <dd className={fact.strong ? styles.strong : ''}>{fact.value ?? '–'}</dd>
          </div>
        ))}
      </dl>
      {props.progress && props.progress.length > 0 && (
        <div className={styles.progress}>
          {props.progress.map((p) => (
            <div key={p.label} className={styles.step}>
              <span className={styles.stepLabel}>{p.label}</span>
              <span className={styles.stepText}>{p.text}</span>
              <span
                className={styles.track}
                role="progressbar"
                aria-label={p.label}
                aria-valuenow={p.percent}
                aria-valuemin={0}
                aria-valuemax={100}
              >
                <i
                  className={styles[p.tone ?? (p.percent >= 100 ? 'success' : 'accent')]}
                  style={{ width: `${Math.min(100, Math.max(0, p.percent))}%` }}
                />
              </span>
            </div>
          ))}
        </div>
      )}
      {props.next && <p className={styles.next}>{props.next}</p>}
    </header>
  );
}
