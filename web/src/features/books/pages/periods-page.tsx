import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LineTable } from '@/components/document/line-table';
import { Can } from '@/components/ui/can';
import { Page, Panel } from '@/components/ui/page';
import { QueryView } from '@/components/ui/query-view';
import { PanelSkeleton } from '@/components/ui/skeletons';
import { StatusTag } from '@/components/ui/status-tag';
import { formatInstant } from '@/lib/dates';
import { paths } from '@/lib/paths';
import { periodKeys, readPeriods, type Period } from '../api';
import { CloseDialog, ReopenDialog } from '../components/period-dialogs';
import { closable, reopenable } from '../lib/periods';

export function PeriodsPage() {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: periodKeys.all,
    queryFn: ({ signal }) => readPeriods(signal),
  });
  return (
    <Page title={t('shell.nav.periods')} hint={t('books.periodsHint')}>
      <QueryView query={query} skeleton={<PanelSkeleton />}>
        {(periods) => <PeriodTable periods={periods} />}
      </QueryView>
    </Page>
  );
}

function PeriodTable({ periods }: { periods: readonly Period[] }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<{ what: 'close' | 'reopen'; period: string } | null>(null);
  const next = closable(periods);
  const last = reopenable(periods);
  const button = (what: 'close' | 'reopen', period: string) => (
    <Can permission="ledger.close">
      <Button
        size="small"
        type={what === 'close' ? 'primary' : 'default'}
        data-action={what}
        onClick={() => setAsked({ what, period })}
      >
        {t(`books.action.${what}`)}
      </Button>
    </Can>
  );
  return (
    <Panel flush>
      <LineTable<Period>
        label={t('shell.nav.periods')}
        rows={periods}
        rowKey={(p) => p.period}
        empty={t('books.noPeriods')}
        columns={[
          {
            key: 'period',
            title: t('books.col.period'),
            width: 110,
            render: (p) => <strong className="jq-num">{p.period}</strong>,
          },
          {
            key: 'status',
            title: t('fields.status'),
            width: 100,
            render: (p) => <StatusTag status={p.status} kind="period" />,
          },
          {
            key: 'closed',
            title: t('books.col.closedAt'),
            width: 150,
            render: (p) => (
              <span className="jq-num">{p.closed_at ? formatInstant(p.closed_at) : ''}</span>
            ),
          },
          {
            key: 'digest',
            title: t('books.col.digest'),
            width: 150,
            render: (p) => (
              <code title={p.digest || undefined} style={{ color: 'var(--jq-text-soft)' }}>
                {p.digest.slice(0, 12)}
              </code>
            ),
          },
          {
            key: 'open',
            title: t('books.col.look'),
            width: 170,
            render: (p) => (
              <span style={{ display: 'inline-flex', gap: 12 }}>
                <Link to={paths.trialBalance} search={{ from: p.period, to: p.period } as never}>
                  {t('shell.nav.trialBalance')}
                </Link>
                <Link to={paths.entries} search={{ period: p.period } as never}>
                  {t('shell.nav.vouchers')}
                </Link>
              </span>
            ),
          },
          {
            key: 'action',
            title: '',
            figure: true,
            render: (p) =>
              p.period === next
                ? button('close', p.period)
                : p.period === last
                  ? button('reopen', p.period)
                  : null,
          },
        ]}
      />
      <CloseDialog
        period={asked?.what === 'close' ? asked.period : null}
        onClose={() => setAsked(null)}
      />
      <ReopenDialog
        period={asked?.what === 'reopen' ? asked.period : null}
        onClose={() => setAsked(null)}
      />
    </Panel>
  );
}
