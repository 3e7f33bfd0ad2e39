import { Alert, Button, Progress, Switch } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { formatInstant } from '@/lib/dates';
import { paths } from '@/lib/paths';
import type { Command } from '@/lib/use-command';
import type { FieldSpec, ImportView } from '../api';
import { LIST } from '../lib/kinds';
import { shownTitle } from '../lib/template';
import { ImportCounts } from './import-counts';
import styles from './import.module.css';

export interface CommitPanelProps {
  view: ImportView;
  missing: readonly FieldSpec[];
  /** Mapping or options changed since the preview. */
  dirty: boolean;
  skipFailed: boolean;
  onSkipFailed: (skip: boolean) => void;
  check: { run: () => void; pending: boolean; problem: unknown; reset: () => void };
  commit: Command<void, ImportView>;
}

/** What a commit would do, and the step itself; nothing is stored before. */
export function CommitPanel(props: CommitPanelProps) {
  const { t } = useTranslation();
  const { view, missing, dirty, check, commit } = props;
  if (view.state === 'committed') return <Result view={view} />;
  const { rows } = view;
  const good = rows.added + rows.changed;
  const unready = missing.length > 0 || view.missing.length > 0;
  const blocked = rows.failed > 0 && !props.skipFailed;
  return (
    <Panel title={t('imports.preview')}>
      <div className={styles.stack}>
        {missing.length > 0 ? (
          <Alert
            type="warning"
            showIcon
            title={t('imports.missing', {
              fields: missing.map((s) => shownTitle(s.title)).join(t('imports.map.comma')),
            })}
          />
        ) : (
          !unready && <ImportCounts view={view} />
        )}
        {dirty && missing.length === 0 && <Alert type="info" showIcon title={t('imports.dirty')} />}
        {!dirty && !unready && blocked && (
          <Alert type="warning" showIcon title={t('imports.blocked', { count: rows.failed })} />
        )}
        {!dirty && !unready && !blocked && good === 0 && (
          <Alert type="success" showIcon title={t('imports.nothingNew')} />
        )}
        <ProblemAlert error={check.problem} onClose={check.reset} />
        <ProblemAlert error={commit.problem} onClose={commit.reset} />
        {commit.pending && (
          <div role="status">
            <Progress percent={100} status="active" showInfo={false} />
            <span className={styles.quiet}>{t('imports.committing', { count: rows.total })}</span>
          </div>
        )}
        <div className={styles.commit}>
          {dirty ? (
            <Button
              type="primary"
              loading={check.pending}
              disabled={missing.length > 0}
              onClick={check.run}
            >
              {t('imports.check')}
            </Button>
          ) : (
            <Button
              type="primary"
              loading={commit.pending}
              disabled={unready || blocked || good === 0}
              onClick={() => commit.run()}
            >
              {unready || good === 0
                ? t('imports.commit')
                : t('imports.commitRows', { count: good })}
            </Button>
          )}
          {(rows.failed > 0 || props.skipFailed) && (
            <label className={styles.commit}>
              <Switch
                size="small"
                checked={props.skipFailed}
                disabled={check.pending || commit.pending}
                onChange={props.onSkipFailed}
                aria-label={t('imports.skipFailed')}
              />
              {t('imports.skipFailed')}
            </label>
          )}
          <span className={styles.quiet}>{t('imports.allOrNothing')}</span>
        </div>
      </div>
    </Panel>
  );
}

function Result({ view }: { view: ImportView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { added, changed } = view.documents;
  const kind = t(`imports.kind.${view.kind}.name`);
  return (
    <Panel title={t('imports.result')}>
      <div className={styles.stack}>
        <Alert
          type="success"
          showIcon
          title={
            added + changed === 0
              ? t('imports.doneNothing')
              : t('imports.done', { kind, added, changed })
          }
          description={t('imports.committedAt', { at: formatInstant(view.committed_at ?? '') })}
        />
        <ImportCounts view={view} />
        <div className={styles.commit}>
          <Button type="primary" onClick={() => void navigate({ to: LIST[view.kind] })}>
            {t('imports.toList', { kind })}
          </Button>
          <Button
            onClick={() =>
              void navigate({ to: paths.importNew, search: { kind: view.kind } as never })
            }
          >
            {t('imports.another')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
