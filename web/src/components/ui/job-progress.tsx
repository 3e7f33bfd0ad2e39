import { useQuery } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { http } from '@/lib/http';
import { ApiProblem, type ProblemBody } from '@/lib/problem';
import { sharedKeys } from '@/lib/query-keys';
import { useCommand } from '@/lib/use-command';
import { ProblemAlert } from './problem-alert';
import { StatusTag } from './status-tag';

export interface Job {
  id: string;
  kind: string;
  state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'dead';
  progress?: { done: number; total: number | null } | null;
  message?: string | null;
  problem?: ProblemBody | null;
  result?: unknown;
}

export interface JobProgressProps {
  jobId: string;
  title?: ReactNode;
  onDone?: (job: Job) => void;
  /** For the gallery and tests: shows this state instead of asking. */
  fixed?: Job;
}

const ENDED: readonly Job['state'][] = ['succeeded', 'failed', 'cancelled', 'dead'];

/** Long work: how far it is, how to stop it; it goes on when the page is left. */
export function JobProgress({ jobId, title, onDone, fixed }: JobProgressProps) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: sharedKeys.jobs.one(jobId),
    queryFn: ({ signal }) => http.get<Job>(`/jobs/${jobId}`, undefined, signal),
    refetchInterval: (q) => (q.state.data && ENDED.includes(q.state.data.state) ? false : 1_000),
    enabled: !fixed,
  });
  const cancel = useCommand({
    run: (_: void, key) => http.post(`/jobs/${jobId}/cancel`, undefined, { key }),
    invalidates: [sharedKeys.jobs.one(jobId)],
  });
  const job = fixed ?? query.data;
  const ended = job !== undefined && ENDED.includes(job.state);
  const told = useRef(false);
  useEffect(() => {
    if (job && ended && !told.current) {
      told.current = true;
      onDone?.(job);
    }
  }, [job, ended, onDone]);

  if (query.error && !fixed)
    return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  if (!job) return <Progress percent={0} status="active" showInfo={false} />;
  const { done = 0, total = null } = job.progress ?? {};
  const percent = job.state === 'succeeded' ? 100 : total ? Math.floor((done / total) * 100) : 0;
  const failed = job.state === 'failed' || job.state === 'dead';
  return (
    <div style={{ display: 'grid', gap: 6 }} role="status" aria-live="polite">
      <div style={{ display: 'flex', alignItems: 'center', gap: 10 }}>
        <strong style={{ fontWeight: 500 }}>{title ?? job.kind}</strong>
        <StatusTag status={job.state} kind="job" />
        <span
          className="jq-num"
          style={{ color: 'var(--jq-text-soft)', marginInlineStart: 'auto' }}
        >
          {total !== null && `${done.toLocaleString('en-US')} / ${total.toLocaleString('en-US')}`}
        </span>
        {!ended && (
          <Button size="small" onClick={() => cancel.run()} loading={cancel.pending}>
            {t('common.stop')}
          </Button>
        )}
      </div>
      <Progress
        percent={percent}
        status={
          failed ? 'exception' : job.state === 'succeeded' ? 'success' : ended ? 'normal' : 'active'
        }
      />
      {job.message && <span style={{ color: 'var(--jq-text-soft)' }}>{job.message}</span>}
      {job.problem && (
        <ProblemAlert error={new ApiProblem(job.problem, job.problem.status ?? 422)} />
      )}
      {!ended && (
        <span style={{ color: 'var(--jq-text-faint)', fontSize: 12.5 }}>
          {t('common.jobMayLeave')}
        </span>
      )}
    </div>
  );
}
