import type { JobRow, Proof } from '../api';

/** What can be done with a job as it stands. */
export const canCancel = (job: Pick<JobRow, 'state' | 'stopping'>): boolean =>
  (job.state === 'queued' || job.state === 'running') && !job.stopping;

export const canRetry = (job: Pick<JobRow, 'state'>): boolean =>
  job.state === 'failed' || job.state === 'dead' || job.state === 'cancelled';

export const isOver = (job: Pick<JobRow, 'state'>): boolean =>
  job.state !== 'queued' && job.state !== 'running';

/** 0–100, `null` while the amount of work is not known. */
export function percentOf(job: Pick<JobRow, 'progress' | 'state'>): number | null {
  if (job.state === 'succeeded') return 100;
  const { done, total } = job.progress;
  return total ? Math.min(100, Math.floor((done / total) * 100)) : null;
}

/** What a verification's job found, once it ended well. */
export function proofOf(job: Pick<JobRow, 'state' | 'result'> | null): Proof | null {
  if (!job || job.state !== 'succeeded') return null;
  const found = job.result as Partial<Proof> | null;
  if (!found || typeof found.ok !== 'boolean' || !Array.isArray(found.problems)) return null;
  return {
    ok: found.ok,
    at: found.at ?? '',
    events: found.events ?? 0,
    problems: found.problems,
  };
}
