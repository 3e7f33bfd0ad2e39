import { CheckCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/ui/page';
import { StatusTag } from '@/components/ui/status-tag';
import type { Tone } from '@/components/ui/status-tones';
import type { Finding } from '../api';
import { isReleasable, openCount } from '../lib/findings';
import styles from './findings.module.css';

const TONE: Readonly<Record<string, Tone>> = {
  info: 'info',
  warn: 'warning',
  approve: 'danger',
  block: 'danger',
};

export interface FindingsPanelProps {
  findings: readonly Finding[];
  /** Shown when somebody may let a finding pass. */
  onRelease?: ((finding: Finding) => void) | undefined;
  checking?: boolean;
}

/** What the verification compared, what it found, and who let it pass. */
export function FindingsPanel({ findings, onRelease, checking }: FindingsPanelProps) {
  const { t } = useTranslation();
  const blocks = openCount(findings);
  return (
    <Panel
      title={
        <>
          {t('orders.findings.title')}
          {findings.length > 0 && <span className={styles.count}>{findings.length}</span>}
        </>
      }
      extra={
        checking ? (
          <span className={styles.quiet}>{t('orders.findings.checking')}</span>
        ) : blocks > 0 ? (
          <StatusTag
            status="blocked"
            tone="danger"
            label={t('orders.findings.blocks', { count: blocks })}
          />
        ) : null
      }
    >
      {findings.length === 0 ? (
        <p className={styles.clean}>
          <CheckCircleOutlined /> {t('orders.findings.clean')}
        </p>
      ) : (
        <ul className={styles.list}>
          {findings.map((finding) => (
            <li key={finding.key} className={styles.finding} data-released={!!finding.released_by}>
              <StatusTag
                status={finding.severity}
                tone={finding.released_by ? 'neutral' : (TONE[finding.severity] ?? 'neutral')}
                label={t(`orders.severity.${finding.released_by ? 'released' : finding.severity}`, {
                  defaultValue: finding.severity,
                })}
              />
              <div className={styles.body}>
                <div>
                  {finding.line_no > 0 && (
                    <span className={styles.line}>
                      {t('orders.lineNo', { line: finding.line_no })}
                    </span>
                  )}
                  {finding.message}
                </div>
                {finding.released_by && (
                  <div className={styles.quiet}>
                    {t('orders.findings.releasedBy', { name: finding.released_by })}
                    {finding.release_reason && `: ${finding.release_reason}`}
                  </div>
                )}
              </div>
              {onRelease && isReleasable(finding) && (
                <Button size="small" onClick={() => onRelease(finding)}>
                  {t('orders.action.release')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
