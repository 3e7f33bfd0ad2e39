import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Segmented, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MoneyText } from '@/components/money/money-text';
import { ActionBar } from '@/components/ui/action-bar';
import { JobProgress } from '@/components/ui/job-progress';
import { Page, Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { QueryView } from '@/components/ui/query-view';
import { StatusTag } from '@/components/ui/status-tag';
import { formatBytes } from '@/lib/bytes';
import { paths } from '@/lib/paths';
import { useCommand } from '@/lib/use-command';
import {
  bankImportKeys,
  readImport,
  REFRESHED,
  storeImport,
  type BankImport,
  type Fate,
} from '../api';
import { SeenStatements } from '../components/seen-statements';
import styles from '../components/bank.module.css';

const BUSY: readonly BankImport['state'][] = ['reading', 'storing'];
const TONES = {
  receipt: 'success',
  pool: 'warning',
  linked: 'info',
  known: 'neutral',
  reversal: 'danger',
  reversed: 'neutral',
  outgoing: 'neutral',
  kept_out: 'neutral',
} as const;

/** A bank file before and after it is stored: what it holds and what becomes of each row. */
export function BankImportPage() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({
    queryKey: bankImportKeys.one(id),
    queryFn: ({ signal }) => readImport(id, signal),
    refetchInterval: (q) => (q.state.data && BUSY.includes(q.state.data.state) ? 800 : false),
  });
  return (
    <QueryView query={query} back={paths.bank}>
      {(view) => <Sheet view={view} />}
    </QueryView>
  );
}

function Sheet({ view }: { view: BankImport }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [fate, setFate] = useState<Fate | ''>('');
  const store = useCommand({
    run: (_: void, key) => storeImport(view.id, key),
    onSuccess: (next) => client.setQueryData(bankImportKeys.one(view.id), next),
  });
  const { summary } = view;
  const fresh = summary?.statements.reduce((n, s) => n + s.new, 0) ?? 0;
  const rows = (summary?.rows ?? []).filter((r) => fate === '' || r.fate === fate);
  const currency = summary?.statements[0]?.currency ?? 'CNY';
  return (
    <Page
      title={view.file_name}
      back={paths.bank}
      hint={[summary && t('bank.format', { format: summary.format }), formatBytes(view.size)]
        .filter(Boolean)
        .join(' · ')}
      actions={
        <ActionBar
          actions={[
            {
              key: 'store',
              label: t('bank.store', { count: fresh }),
              primary: true,
              hotkey: 'mod+enter',
              permission: 'imports.write',
              hidden: view.state !== 'previewed',
              loading: store.pending,
              disabledReason: fresh === 0 && t('bank.nothingNew'),
              run: () => store.run(),
            },
            {
              key: 'desk',
              label: t('bank.toDesk'),
              primary: view.state === 'stored',
              hidden: view.state !== 'stored',
              permission: 'receipts.read',
              run: () => void navigate({ to: paths.desk }),
            },
          ]}
        />
      }
    >
      <ProblemAlert error={store.problem} onClose={store.reset} />
      {view.refused && <Alert type="error" showIcon title={view.refused} />}
      {view.state === 'stored' && <Alert type="success" showIcon title={t('bank.isStored')} />}
      {BUSY.includes(view.state) && (
        <Panel>
          <JobProgress
            key={view.job_id}
            jobId={view.job_id}
            title={t(view.state === 'reading' ? 'bank.reading' : 'bank.storing')}
            onDone={() => {
              void client.invalidateQueries({ queryKey: bankImportKeys.one(view.id) });
              for (const queryKey of REFRESHED) void client.invalidateQueries({ queryKey });
            }}
          />
        </Panel>
      )}
      {summary && (
        <>
          <SeenStatements statements={summary.statements} />
          {summary.problems.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t('bank.problems', { count: summary.problems.length })}
              description={
                <ul style={{ margin: 0, paddingInlineStart: 18 }}>
                  {summary.problems.slice(0, 20).map((p) => (
                    <li key={`${p.place}${p.code}${p.message}`}>
                      {p.place}: {p.message}
                    </li>
                  ))}
                </ul>
              }
            />
          )}
          <Panel
            title={t('bank.rowsTitle')}
            flush
            extra={
              <Segmented<Fate | ''>
                size="small"
                value={fate}
                onChange={setFate}
                aria-label={t('bank.col.fate')}
                options={[
                  { value: '', label: `${t('bank.all')} ${summary.total}` },
                  ...(Object.entries(summary.fates) as [Fate, number][]).map(([value, count]) => ({
                    value,
                    label: `${t(`bank.fate.${value}`)} ${count}`,
                  })),
                ]}
              />
            }
          >
            <Table
              size="small"
              rowKey={(r) => `${r.booked_on}${r.bank_ref}${r.amount}${r.text}${r.counterparty}`}
              dataSource={rows}
              scroll={{ x: 'max-content' }}
              pagination={rows.length > 50 ? { pageSize: 50, showSizeChanger: false } : false}
              columns={[
                {
                  title: t('bank.col.booked'),
                  render: (_, r) => <span className="jq-num">{r.booked_on}</span>,
                },
                {
                  title: t('fields.amount'),
                  align: 'right',
                  render: (_, r) => <MoneyText value={r.amount} currency={currency} strong />,
                },
                { title: t('bank.col.party'), dataIndex: 'counterparty' },
                { title: t('bank.col.text'), dataIndex: 'text' },
                { title: t('bank.col.kind'), render: (_, r) => t(`bank.kind.${r.kind}`) },
                {
                  title: t('bank.col.fate'),
                  render: (_, r) => (
                    <>
                      <StatusTag
                        status={r.fate}
                        label={t(`bank.fate.${r.fate}`)}
                        tone={TONES[r.fate]}
                      />{' '}
                      <span className={styles.quiet}>
                        {r.customer_name || (r.fate === 'linked' ? r.receipt_no : '')}
                      </span>
                    </>
                  ),
                },
              ]}
            />
            {summary.total > summary.rows.length && (
              <p className={styles.quiet} style={{ padding: '8px 16px' }}>
                {t('bank.onlyFirst', { count: summary.rows.length })}
              </p>
            )}
          </Panel>
        </>
      )}
    </Page>
  );
}
