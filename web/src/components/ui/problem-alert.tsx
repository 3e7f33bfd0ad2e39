import { Alert, Button, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/lib/problem';
import { factEntries, fieldLabel, fieldText, problemHelp, problemTitle } from './problem-text';
import styles from './problem-alert.module.css';

export interface ProblemAlertProps {
  /** Nothing is shown for `null`. */
  error: unknown;
  onRetry?: (() => void) | undefined;
  onClose?: (() => void) | undefined;
  /** Field errors are already shown at their fields. */
  hideFields?: boolean;
}

/** A refusal: which rule, which figures, which fields, what to do. */
export function ProblemAlert({ error, onRetry, onClose, hideFields }: ProblemAlertProps) {
  const { t } = useTranslation();
  if (!error) return null;
  const problem = asProblem(error);
  const facts = factEntries(t, problem.facts);
  const help = problemHelp(t, problem);
  return (
    <Alert
      type={problem.isTransient || problem.isStale ? 'warning' : 'error'}
      showIcon
      role="alert"
      closable={onClose ? { onClose } : false}
      title={<strong>{problemTitle(t, problem)}</strong>}
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        )
      }
      description={
        <div className={styles.body}>
          {problem.detail && <p>{problem.detail}</p>}
          {facts.length > 0 && (
            <dl className={styles.facts}>
              {facts.map((fact) => (
                <div key={fact.key}>
                  <dt>{fact.label}</dt>
                  <dd className="jq-num">{fact.value}</dd>
                </div>
              ))}
            </dl>
          )}
          {!hideFields && problem.fields.length > 0 && (
            <ul className={styles.fields}>
              {problem.fields.map((field) => (
                <li key={`${field.path}:${field.code}`}>
                  <strong>{fieldLabel(t, field.path)}</strong> {fieldText(t, field)}
                </li>
              ))}
            </ul>
          )}
          {help && <p className={styles.help}>{help}</p>}
          {problem.requestId && (
            <Typography.Text className={styles.request} copyable={{ text: problem.requestId }}>
              {t('errors.request')} {problem.requestId}
            </Typography.Text>
          )}
        </div>
      }
    />
  );
}
