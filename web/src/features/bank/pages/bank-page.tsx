import { ImportOutlined, SwapOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateColumn, moneyColumn, textColumn } from '@/components/table/columns';
import { DataTable } from '@/components/table/data-table';
import type { DataColumn, FilterDef } from '@/components/table/types';
import { ActionBar } from '@/components/ui/action-bar';
import { EmptyState } from '@/components/ui/empty-state';
import { Page, Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { QueryView } from '@/components/ui/query-view';
import { StatusTag } from '@/components/ui/status-tag';
import { paths } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import { useCommand } from '@/lib/use-command';
import { textParam, useUrlState } from '@/lib/use-url-state';
import {
  bankKeys,
  classify,
  readAccounts,
  readStatements,
  REFRESHED,
  ROW_KINDS,
  type BankRow,
  type BankState,
  type RowKind,
} from '../api';
import { AccountCards } from '../components/account-cards';
import { ImportDialog } from '../components/import-dialog';
import { StatementTable } from '../components/statement-table';
import styles from '../components/bank.module.css';

const SPEC = { account_id: textParam() };

/** Our bank accounts: what is stored of each, whether it is whole, and every row. */
export function BankPage() {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: bankKeys.extra('accounts'),
    queryFn: ({ signal }) => readAccounts(signal),
  });
  return (
    <QueryView query={query}>
      {(accounts) =>
        accounts.length === 0 ? (
          <Page title={t('bank.title')}>
            <EmptyState title={t('bank.none.title')} text={t('bank.none.text')} />
          </Page>
        ) : (
          <Accounts accounts={accounts} />
        )
      }
    </QueryView>
  );
}

function Accounts({ accounts }: { accounts: readonly BankState[] }) {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = useNavigate();
  const [{ account_id }, setUrl] = useUrlState(SPEC);
  const [importing, setImporting] = useState(false);
  const account =
    accounts.find((a) => a.id === account_id) ?? accounts.find((a) => a.rows > 0) ?? accounts[0];
  const id = account?.id ?? '';
  const statements = useQuery({
    queryKey: bankKeys.part(id, 'statements'),
    queryFn: ({ signal }) => readStatements(id, signal),
    enabled: id !== '',
  });
  const change = useCommand({
    run: ({ row, kind }: { row: BankRow; kind: RowKind }, key) => classify(row, kind, key),
    invalidates: REFRESHED,
    success: t('bank.classified'),
  });
  const columns = useRowColumns(
    can('receipts.write') ? (row, kind) => change.run({ row, kind }) : undefined,
  );
  const filters = useMemo<FilterDef[]>(
    () => [
      { kind: 'search', key: 'search', placeholder: t('bank.searchHint') },
      {
        kind: 'select',
        key: 'kind',
        label: t('bank.col.kind'),
        options: ROW_KINDS.map((value) => ({ value, label: t(`bank.kind.${value}`) })),
      },
      {
        kind: 'select',
        key: 'incoming',
        label: t('bank.direction'),
        options: [
          { value: 'true', label: t('bank.in') },
          { value: 'false', label: t('bank.out') },
        ],
      },
      { kind: 'dates', from: 'from', to: 'to', label: t('bank.col.booked') },
    ],
    [t],
  );
  return (
    <Page
      title={t('bank.title')}
      actions={
        <ActionBar
          actions={[
            {
              key: 'import',
              label: t('bank.import'),
              icon: <ImportOutlined />,
              primary: true,
              hotkey: 'n',
              permission: 'imports.write',
              run: () => setImporting(true),
            },
            {
              key: 'desk',
              label: t('desk.title'),
              icon: <SwapOutlined />,
              hotkey: 'h',
              permission: 'receipts.read',
              run: () => void navigate({ to: paths.desk }),
            },
          ]}
        />
      }
    >
      <AccountCards
        accounts={accounts}
        value={id}
        onChange={(next) => setUrl({ account_id: next })}
      />
      <Panel title={t('bank.statements')} flush>
        {statements.error ? (
          <ProblemAlert error={statements.error} onRetry={() => void statements.refetch()} />
        ) : statements.data?.length === 0 ? (
          <EmptyState
            title={t('bank.empty.title')}
            text={t('bank.empty.text')}
            action={
              can('imports.write')
                ? { label: t('bank.import'), run: () => setImporting(true) }
                : undefined
            }
          />
        ) : (
          <StatementTable statements={statements.data ?? []} />
        )}
      </Panel>
      <ProblemAlert error={change.problem} onClose={change.reset} />
      {account && account.rows > 0 && (
        <DataTable<BankRow>
          key={id}
          id="bank-rows"
          endpoint="/bank/rows"
          fixedQuery={{ account_id: id }}
          columns={columns}
          filters={filters}
          exportable={false}
          height={520}
          rowTone={(r) => (r.kind === 'payment' && !r.other_half_on ? undefined : 'muted')}
          empty={{ title: t('bank.noRows') }}
        />
      )}
      <ImportDialog
        open={importing}
        accounts={accounts}
        onStarted={(started) => void navigate({ to: paths.bankImport(started) })}
        onClose={() => setImporting(false)}
      />
    </Page>
  );
}

function useRowColumns(onKind: ((row: BankRow, kind: RowKind) => void) | undefined) {
  const { t } = useTranslation();
  return useMemo<DataColumn<BankRow>[]>(
    () => [
      dateColumn('booked_on', t('bank.col.booked'), { locked: true }),
      moneyColumn('amount', t('fields.amount'), { currency: (r) => r.currency, strong: true }),
      {
        key: 'counterparty',
        title: t('bank.col.party'),
        width: 220,
        render: (r) => (
          <span className={styles.party} title={r.counterparty_account}>
            {r.counterparty || '—'}
          </span>
        ),
      },
      textColumn('text', t('bank.col.text'), { width: 220 }),
      {
        key: 'kind',
        title: t('bank.col.kind'),
        width: 156,
        render: (r) =>
          onKind && !r.reversal ? (
            <Select<RowKind>
              size="small"
              variant="borderless"
              value={r.kind}
              aria-label={`${t('bank.col.kind')} ${r.bank_ref}`}
              style={{ width: 116 }}
              onChange={(kind) => onKind(r, kind)}
              options={ROW_KINDS.map((value) => ({ value, label: t(`bank.kind.${value}`) }))}
            />
          ) : (
            t(`bank.kind.${r.kind}`)
          ),
      },
      {
        key: 'receipt',
        title: t('bank.col.receipt'),
        width: 250,
        render: (r) =>
          r.receipt_id ? (
            <>
              <Link to={paths.receipt(r.receipt_id)} className="jq-num">
                {r.receipt_no}
              </Link>{' '}
              {r.customer_name ?? <StatusTag status={r.receipt_status ?? ''} kind="receipt" />}
            </>
          ) : r.other_half_on ? (
            <span className={styles.quiet}>
              {t(r.reversal ? 'bank.takesBack' : 'bank.takenBack', { day: r.other_half_on })}
            </span>
          ) : (
            <span className={styles.quiet}>
              {r.amount.startsWith('-') ? t('bank.out') : t('bank.keptOut')}
            </span>
          ),
      },
      moneyColumn('balance', t('bank.col.balance'), { currency: (r) => r.currency, sort: false }),
      textColumn('bank_ref', t('bank.col.ref'), { width: 170 }),
    ],
    [t, onKind],
  );
}
