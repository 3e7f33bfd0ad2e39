import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LineTable, TwoLines, type LineColumn } from '@/components/document/line-table';
import { MoneyText } from '@/components/money/money-text';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { http } from '@/lib/http';
import { pageOf } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import { useCommand } from '@/lib/use-command';
import { allocationKeys, readAllocations, REFRESHED, type Allocation } from '../api';

/** What was joined with what, newest first; each batch can be undone as it was made. */
export function AllocationHistory(props: { customer_id?: string; document_id?: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const [undoing, setUndoing] = useState<Allocation | null>(null);
  const query = useQuery({
    queryKey: allocationKeys.list({ ...props }),
    queryFn: ({ signal }) => readAllocations(props, signal),
  });
  const undo = useCommand({
    run: (batch: string, key) => http.post(`/allocations/${batch}/undo`, undefined, { key }),
    invalidates: REFRESHED,
    success: t('receipts.done.undo'),
    onSuccess: () => setUndoing(null),
  });
  const rows = query.data?.items ?? [];
  const together = rows.filter((r) => r.batch_id === undoing?.batch_id).length;
  const columns: LineColumn<Allocation>[] = [
    { key: 'on', title: t('receipts.col.allocated'), render: (a) => a.allocated_on },
    { key: 'debit', title: t('receipts.debts'), render: (a) => <DocLink side={a.debit} /> },
    { key: 'credit', title: t('receipts.money'), render: (a) => <DocLink side={a.credit} /> },
    {
      key: 'amount',
      title: t('fields.amount'),
      figure: true,
      render: (a) => <MoneyText value={a.amount} currency={a.currency} />,
    },
    {
      key: 'how',
      title: t('receipts.col.how'),
      render: (a) => (
        <TwoLines
          main={t(`receipts.how.${a.how}`, { defaultValue: a.how })}
          sub={[a.created_by, a.reason].filter(Boolean).join(' · ')}
        />
      ),
    },
    {
      key: 'undo',
      title: '',
      figure: true,
      render: (a) =>
        a.undone_on ? (
          t('receipts.undoneOn', { date: a.undone_on })
        ) : can('allocations.write') ? (
          <Button size="small" type="text" danger onClick={() => setUndoing(a)}>
            {t('receipts.action.undo')}
          </Button>
        ) : null,
    },
  ];
  return (
    <Panel title={t('receipts.history')} flush>
      <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
      <LineTable
        label={t('receipts.history')}
        columns={columns}
        rows={rows}
        rowKey={(a) => a.id}
        rowTone={(a) => (a.undone_on ? 'muted' : undefined)}
        empty={query.isPending ? t('common.loading') : t('receipts.noHistory')}
      />
      <ConfirmAction
        open={undoing !== null}
        title={t('receipts.ask.undo')}
        confirmLabel={t('receipts.action.undo')}
        danger
        pending={undo.pending}
        problem={undo.problem}
        onConfirm={() => undoing && undo.run(undoing.batch_id)}
        onClose={() => {
          setUndoing(null);
          undo.reset();
        }}
      >
        <p style={{ margin: 0 }}>{t('receipts.explain.undo', { count: together })}</p>
      </ConfirmAction>
    </Panel>
  );
}

function DocLink({ side }: { side: Allocation['debit'] }) {
  const to = side.document_id ? pageOf(side.document_type, side.document_id) : null;
  return to ? <Link to={to}>{side.document_no}</Link> : <>{side.document_no || '–'}</>;
}
