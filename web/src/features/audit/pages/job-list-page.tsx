import { Button, Progress } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { instantColumn, statusColumn } from '@/components/table/columns';
import { DataTable } from '@/components/table/data-table';
import type { DataColumn, FilterDef } from '@/components/table/types';
import { Page } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { http } from '@/lib/http';
import { useCan } from '@/lib/permissions';
import { useCommand } from '@/lib/use-command';
import { jobKeys, JOB_STATES, type JobRow } from '../api';
import styles from '../components/audit.module.css';
import { canCancel, canRetry, percentOf } from '../lib/jobs';

/** Work in the background: how far it is, what gave up, what can be tried again. */
export function JobListPage() {
  const { t } = useTranslation();
  const everybody = useCan()('system.verify');
  const act = useCommand({
    run: ({ id, what }: { id: string; what: 'cancel' | 'retry' }, key) =>
      http.post(`/jobs/${id}/${what}`, undefined, { key }),
    invalidates: [jobKeys.all],
    success: (_, { what }) => t(`audit.done.${what}`),
  });
  const { pending, run } = act;
  const filters = useMemo<FilterDef[]>(
    () => [
      {
        kind: 'select',
        key: 'state',
        label: t('fields.status'),
        options: JOB_STATES.map((value) => ({
          value,
          label: t([`status.job.${value}`, `status.${value}`]),
        })),
      },
      ...(everybody ? [{ kind: 'flag', key: 'mine', label: t('audit.mine') } as const] : []),
    ],
    [t, everybody],
  );
  const columns = useMemo<DataColumn<JobRow>[]>(
    () => [
      {
        key: 'kind',
        title: t('audit.col.job'),
        width: 150,
        locked: true,
        render: (j) => t(`audit.job.${j.kind}`, { defaultValue: j.kind }),
      },
      statusColumn('state', t('fields.status'), 'job', { width: 110 }),
      {
        key: 'progress',
        title: t('audit.col.progress'),
        width: 170,
        render: (j) => <HowFar job={j} />,
      },
      {
        key: 'message',
        title: t('audit.col.message'),
        width: 200,
        render: (j) => (
          <span className={styles.message} title={j.message}>
            {j.stopping && j.state === 'running' ? t('audit.stopping') : j.message}
          </span>
        ),
      },
      {
        key: 'attempts',
        title: t('audit.col.attempts'),
        width: 90,
        align: 'right',
        render: (j) => <span className="jq-num">{j.attempts}</span>,
      },
      instantColumn('created_at', t('audit.col.wanted'), { sort: false }),
      instantColumn('finished_at', t('audit.col.ended'), { sort: false }),
      {
        key: 'act',
        title: '',
        width: 90,
        locked: true,
        align: 'right',
        render: (j) => {
          const what = canCancel(j) ? 'cancel' : canRetry(j) ? 'retry' : null;
          return (
            what && (
              <Button
                size="small"
                disabled={pending}
                data-action={what}
                onClick={() => run({ id: j.id, what })}
              >
                {t(what === 'cancel' ? 'common.stop' : 'common.retry')}
              </Button>
            )
          );
        },
      },
    ],
    [t, pending, run],
  );
  return (
    <Page fill title={t('shell.nav.jobs')} hint={t('audit.jobsHint')}>
      <ProblemAlert error={act.problem} onClose={act.reset} />
      <DataTable<JobRow>
        id="jobs"
        endpoint="/jobs"
        columns={columns}
        filters={filters}
        presets={[
          { key: 'running', name: t('status.running'), query: { state: 'running' } },
          { key: 'dead', name: t('audit.dead'), query: { state: 'dead' } },
        ]}
        rowTone={(j) => (j.state === 'dead' || j.state === 'failed' ? 'danger' : undefined)}
        exportable={false}
        empty={{ title: t('audit.noJobs'), text: t('audit.noJobsText') }}
      />
    </Page>
  );
}

function HowFar({ job }: { job: JobRow }) {
  const percent = percentOf(job);
  const { done, total } = job.progress;
  if (percent === null) {
    return <span className="jq-num">{done > 0 ? done.toLocaleString('en-US') : '–'}</span>;
  }
  return (
    <Progress
      percent={percent}
      size="small"
      status={
        job.state === 'succeeded'
          ? 'success'
          : job.state === 'dead' || job.state === 'failed'
            ? 'exception'
            : 'normal'
      }
      {...(total
        ? { format: () => `${done.toLocaleString('en-US')}/${total.toLocaleString('en-US')}` }
        : {})}
    />
  );
}
