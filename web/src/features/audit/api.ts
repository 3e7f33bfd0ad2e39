import { http, type ListPage } from '@/lib/http';
import { createKeys } from '@/lib/query-keys';

export interface AuditEvent {
  seq: number;
  at: string;
  actor: { id: string; name: string } | null;
  kind: string;
  subject_type: string;
  subject_id: string | null;
  number: string | null;
  reason: string | null;
  changes: { field: string; before: string | null; after: string | null }[];
  facts: unknown;
  business_date: string;
  request_id: string;
}

export interface AccessRow {
  at: string;
  user_id: string | null;
  user: string;
  kind: string;
  detail: string;
  address: string;
  request_id: string;
}

export const ACCESS_KINDS = [
  'login',
  'login_failed',
  'logout',
  'session_ended',
  'company_switched',
  'denied',
  'export',
] as const;

export const JOB_STATES = [
  'queued',
  'running',
  'succeeded',
  'failed',
  'dead',
  'cancelled',
] as const;

export interface JobRow {
  id: string;
  kind: string;
  state: (typeof JOB_STATES)[number];
  progress: { done: number; total: number | null };
  message: string;
  result: unknown;
  attempts: number;
  stopping: boolean;
  created_at: string;
  finished_at: string | null;
}

/** What a verification found. */
export interface Proof {
  ok: boolean;
  at: string;
  events: number;
  problems: string[];
}

export const jobKeys = createKeys('jobs');
export const verifyKey = jobKeys.extra('verify');

/** The newest verification; `null` when there was none yet. */
export async function readVerification(signal?: AbortSignal): Promise<JobRow | null> {
  const query = { kind: 'system.verify', limit: 1 };
  return (await http.get<ListPage<JobRow>>('/jobs', query, signal)).items[0] ?? null;
}
