import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Drawer, Table, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { MoneyText } from '@/components/money/money-text';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { paths } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import { useCommand } from '@/lib/use-command';
import {
  aliasKeys,
  forget,
  readAliases,
  readAutomatic,
  REFRESHED,
  undo,
  type AutomaticAllocation,
  type PayerAlias,
} from '../api';
import { RulesForm } from './rules-form';

/** What was applied without a person, what was learnt, and what the company allows. */
export function MoreDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const can = useCan();
  return (
    <Drawer open={open} onClose={onClose} title={t('desk.more')} size={760} destroyOnHidden>
      <Tabs
        items={[
          { key: 'automatic', label: t('desk.automatic'), children: <Automatic /> },
          { key: 'aliases', label: t('desk.aliases'), children: <Aliases /> },
          ...(can('settings.read')
            ? [{ key: 'rules', label: t('desk.rules.title'), children: <RulesForm /> }]
            : []),
        ]}
      />
    </Drawer>
  );
}

function Automatic() {
  const { t } = useTranslation();
  const can = useCan();
  const query = useQuery({
    queryKey: ['allocations', 'automatic'],
    queryFn: ({ signal }) => readAutomatic(signal),
  });
  const back = useCommand({
    run: (batch: string, key) => undo(batch, key),
    invalidates: REFRESHED,
    success: t('receipts.done.undo'),
  });
  if (query.error) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      <ProblemAlert error={back.problem} onClose={back.reset} />
      <Table<AutomaticAllocation>
        size="small"
        rowKey="id"
        loading={query.isPending}
        dataSource={query.data?.items ?? []}
        pagination={false}
        locale={{ emptyText: t('desk.noAutomatic') }}
        columns={[
          {
            title: t('desk.receipt'),
            render: (_, a) =>
              a.credit.document_id ? (
                <Link to={paths.receipt(a.credit.document_id)}>{a.credit.document_no}</Link>
              ) : (
                a.credit.document_no
              ),
          },
          { title: t('desk.item'), render: (_, a) => a.debit.document_no },
          { title: t('fields.customer'), dataIndex: 'customer_name' },
          {
            title: t('fields.amount'),
            align: 'right',
            render: (_, a) => <MoneyText value={a.amount} currency={a.currency} />,
          },
          { title: t('desk.why'), dataIndex: 'reason' },
          {
            title: '',
            align: 'right',
            render: (_, a) =>
              a.undone_on ? (
                t('receipts.undoneOn', { date: a.undone_on })
              ) : can('allocations.write') ? (
                <Button size="small" loading={back.pending} onClick={() => back.run(a.batch_id)}>
                  {t('receipts.action.undo')}
                </Button>
              ) : null,
          },
        ]}
      />
    </>
  );
}

function Aliases() {
  const { t } = useTranslation();
  const can = useCan();
  const query = useQuery({
    queryKey: aliasKeys.list(),
    queryFn: ({ signal }) => readAliases(signal),
  });
  const remove = useCommand({
    run: (id: string, key) => forget(id, key),
    invalidates: REFRESHED,
    success: t('desk.done.forgotten'),
  });
  if (query.error) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      <ProblemAlert error={remove.problem} onClose={remove.reset} />
      <Table<PayerAlias>
        size="small"
        rowKey="id"
        loading={query.isPending}
        dataSource={query.data?.items ?? []}
        pagination={false}
        locale={{ emptyText: t('desk.noAliases') }}
        columns={[
          { title: t('receipts.col.payer'), dataIndex: 'payer' },
          {
            title: t('fields.customer'),
            render: (_, a) => <Link to={paths.customer(a.customer_id)}>{a.customer_name}</Link>,
          },
          {
            title: t('desk.shownBy'),
            render: (_, a) => <Link to={paths.receipt(a.receipt_id)}>{a.receipt_no}</Link>,
          },
          { title: t('desk.by'), dataIndex: 'created_by' },
          {
            title: '',
            align: 'right',
            render: (_, a) =>
              can('allocations.write') && (
                <Button size="small" loading={remove.pending} onClick={() => remove.run(a.id)}>
                  {t('desk.forget')}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}
