import { SafetyCertificateOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ActionBar } from '@/components/ui/action-bar';
import { EmptyState } from '@/components/ui/empty-state';
import { JobProgress } from '@/components/ui/job-progress';
import { Page, Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { QueryView } from '@/components/ui/query-view';
import { PanelSkeleton } from '@/components/ui/skeletons';
import { StatCard, StatRow } from '@/components/ui/stat-card';
import { formatInstant } from '@/lib/dates';
import { http } from '@/lib/http';
import { useCommand } from '@/lib/use-command';
import { readVerification, verifyKey, type JobRow, type Proof } from '../api';
import styles from '../components/audit.module.css';
import { isOver, proofOf } from '../lib/jobs';

const CHECKS = ['chain', 'ledger', 'control', 'numbers', 'totals'] as const;

/** The proof of everything, on demand. */
export function VerifyPage() {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: verifyKey,
    queryFn: ({ signal }) => readVerification(signal),
  });
  const start = useCommand({
    run: (_: void, key) => http.post<JobRow>('/admin/verify', undefined, { key }),
    invalidates: [verifyKey],
  });
  const running = !!query.data && !isOver(query.data);
  return (
    <Page
      title={t('books.verify.title')}
      hint={t('books.verify.hint')}
      narrow
      actions={
        <ActionBar
          actions={[
            {
              key: 'verify',
              label: t('books.verify.run'),
              icon: <SafetyCertificateOutlined />,
              primary: true,
              loading: start.pending || running,
              run: () => start.run(),
            },
          ]}
        />
      }
    >
      <ProblemAlert error={start.problem} onClose={start.reset} />
      <QueryView query={query} skeleton={<PanelSkeleton />}>
        {(job) => <State job={job} onDone={() => void query.refetch()} />}
      </QueryView>
      <Panel title={t('books.verify.checks')}>
        <ul className={styles.checks}>
          {CHECKS.map((check) => (
            <li key={check}>{t(`books.verify.check.${check}`)}</li>
          ))}
        </ul>
      </Panel>
    </Page>
  );
}

function State({ job, onDone }: { job: JobRow | null; onDone: () => void }) {
  const { t } = useTranslation();
  if (job === null) {
    return (
      <Panel>
        <EmptyState title={t('books.verify.never')} text={t('books.verify.neverText')} />
      </Panel>
    );
  }
  const proof = proofOf(job);
  if (proof) return <ProofView proof={proof} job={job} />;
  return (
    <Panel>
      <JobProgress key={job.id} jobId={job.id} title={t('books.verify.title')} onDone={onDone} />
    </Panel>
  );
}

function ProofView({ proof, job }: { proof: Proof; job: JobRow }) {
  const { t } = useTranslation();
  return (
    <div className={styles.proof}>
      <StatRow>
        <StatCard
          label={t('books.verify.title')}
          value={
            proof.ok
              ? t('books.verify.ok')
              : t('books.verify.bad', { count: proof.problems.length })
          }
          tone={proof.ok ? 'success' : 'danger'}
          note={formatInstant(proof.at)}
        />
        <StatCard
          label={t('books.verify.events')}
          value={proof.events.toLocaleString('en-US')}
          note={t('books.verify.eventsValue', { count: proof.events })}
        />
        <StatCard label={t('books.verify.took')} value={secondsOf(job)} />
      </StatRow>
      {!proof.ok && (
        <Panel title={t('books.verify.bad', { count: proof.problems.length })}>
          <p style={{ marginTop: 0 }}>{t('books.verify.badText')}</p>
          <ul className={styles.problems}>
            {proof.problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}

/** From being asked for to the end. */
function secondsOf(job: JobRow): string {
  if (!job.finished_at) return '–';
  const ms = new Date(job.finished_at).getTime() - new Date(job.created_at).getTime();
  return `${(ms / 1000).toFixed(1)} s`;
}
