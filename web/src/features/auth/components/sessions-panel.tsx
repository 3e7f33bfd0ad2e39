import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { LineTable } from '@/components/document/line-table';
import { Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { QueryView } from '@/components/ui/query-view';
import { PanelSkeleton } from '@/components/ui/skeletons';
import { StatusTag } from '@/components/ui/status-tag';
import { formatInstant } from '@/lib/dates';
import { http } from '@/lib/http';
import { useCommand } from '@/lib/use-command';
import { readSessions, sessionKeys, type OwnSession } from '../api';
import { browserOf } from '../lib/browser';

/** Where I am signed in, and ending it there. */
export function SessionsPanel() {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: sessionKeys.all,
    queryFn: ({ signal }) => readSessions(signal),
  });
  const end = useCommand({
    run: (id: string, key) => http.delete(`/sessions/${id}`, { key }),
    invalidates: [sessionKeys.all],
    success: t('account.ended'),
  });
  const endOthers = useCommand({
    run: (_: void, key) => http.post<{ ended: number }>('/sessions/end-others', undefined, { key }),
    invalidates: [sessionKeys.all],
    success: ({ ended }) => t('account.endedOthers', { count: ended }),
  });
  const others = (query.data ?? []).filter((s) => !s.current).length;
  return (
    <Panel
      title={t('account.sessions')}
      flush
      extra={
        <Button
          size="small"
          disabled={others === 0}
          loading={endOthers.pending}
          onClick={() => endOthers.run()}
        >
          {t('account.endOthers')}
        </Button>
      }
    >
      <ProblemAlert error={end.problem ?? endOthers.problem} />
      <QueryView query={query} skeleton={<PanelSkeleton />}>
        {(sessions) => (
          <LineTable<OwnSession>
            label={t('account.sessions')}
            rows={sessions}
            rowKey={(s) => s.id}
            columns={[
              {
                key: 'agent',
                title: t('account.col.browser'),
                width: 200,
                render: (s) => (
                  <span title={s.agent}>
                    {browserOf(s.agent)}{' '}
                    {s.current && (
                      <StatusTag status="active" tone="success" label={t('account.thisOne')} />
                    )}
                  </span>
                ),
              },
              { key: 'address', title: t('audit.col.address'), render: (s) => s.address },
              {
                key: 'created',
                title: t('account.col.signedIn'),
                render: (s) => <span className="jq-num">{formatInstant(s.created_at)}</span>,
              },
              {
                key: 'seen',
                title: t('account.col.seen'),
                render: (s) => <span className="jq-num">{formatInstant(s.seen_at)}</span>,
              },
              {
                key: 'act',
                title: '',
                figure: true,
                render: (s) =>
                  s.current ? null : (
                    <Button size="small" disabled={end.pending} onClick={() => end.run(s.id)}>
                      {t('account.end')}
                    </Button>
                  ),
              },
            ]}
          />
        )}
      </QueryView>
    </Panel>
  );
}
