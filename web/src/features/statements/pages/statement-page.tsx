import { FileExcelOutlined, FilePdfOutlined, SendOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DocHeader } from '@/components/document/doc-header';
import { DocLayout, Facts } from '@/components/document/doc-layout';
import { Timeline } from '@/components/document/timeline';
import { MoneyText } from '@/components/money/money-text';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { QueryView } from '@/components/ui/query-view';
import { DocSkeleton } from '@/components/ui/skeletons';
import { formatInstant } from '@/lib/dates';
import { formatAmount, isZero } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCommand } from '@/lib/use-command';
import {
  downloadStatement,
  readStatement,
  statementKeys,
  voidStatement,
  type StatementDetail,
} from '../api';
import { AgreementPanel } from '../components/agreement-panel';
import { LinkDialog } from '../components/link-dialog';
import { PaperDialog } from '../components/paper-dialog';
import { StatementLines } from '../components/statement-lines';
import {
  StatementAging,
  StatementFigures,
  StatementParties,
} from '../components/statement-summary';
import styles from '../components/statement.module.css';

export function StatementPage() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({
    queryKey: statementKeys.one(id),
    queryFn: ({ signal }) => readStatement(id, signal),
  });
  return (
    <QueryView query={query} skeleton={<DocSkeleton />} back={paths.statements}>
      {(detail) => <Statement detail={detail} />}
    </QueryView>
  );
}

function Statement({ detail }: { detail: StatementDetail }) {
  const { t } = useTranslation();
  const { statement: s } = detail;
  const [asking, setAsking] = useState(false);
  const [dialog, setDialog] = useState<'link' | 'paper' | null>(null);
  const waits = s.status === 'issued' && s.agreement !== 'confirmed';
  const pdf = useCommand({ run: () => downloadStatement(s, 'pdf') });
  const xlsx = useCommand({ run: () => downloadStatement(s, 'xlsx') });
  const take = useCommand({
    run: (reason: string, key) => voidStatement(s, reason, key),
    invalidates: [statementKeys.all, ['timeline']],
    success: t('statements.done.void', { number: s.number }),
    onSuccess: () => setAsking(false),
  });
  const problem = pdf.problem ?? xlsx.problem;
  return (
    <DocLayout
      header={
        <DocHeader
          kind={t('document.kind.statement')}
          number={s.number}
          status={s.status}
          statusKind="statement"
          back={paths.statements}
          facts={[
            {
              label: t('fields.customer'),
              value: <Link to={paths.customer(s.customer_id)}>{s.customer_name}</Link>,
            },
            {
              label: t('statements.col.closing'),
              value: <MoneyText value={s.closing} currency={s.currency} symbol />,
              strong: true,
            },
            { label: t('statements.period'), value: `${s.from} – ${s.to}`, wide: true },
            { label: t('fields.terms'), value: detail.terms || '–' },
            { label: t('fields.currency'), value: s.currency },
            ...(s.statement_version > 1
              ? [{ label: t('statements.version'), value: s.statement_version }]
              : []),
          ]}
          actions={[
            {
              key: 'link',
              label: t('statements.link.send'),
              icon: <SendOutlined />,
              primary: true,
              hotkey: 's',
              permission: 'statements.write',
              hidden: !waits,
              run: () => setDialog('link'),
            },
            {
              key: 'pdf',
              label: 'PDF',
              icon: <FilePdfOutlined />,
              hotkey: 'p',
              loading: pdf.pending,
              run: () => pdf.run(),
            },
            {
              key: 'xlsx',
              label: 'Excel',
              icon: <FileExcelOutlined />,
              hotkey: 'e',
              loading: xlsx.pending,
              run: () => xlsx.run(),
            },
            {
              key: 'paper',
              label: t('statements.paper.action'),
              permission: 'statements.write',
              hidden: !waits,
              run: () => setDialog('paper'),
            },
            {
              key: 'void',
              label: t('statements.void'),
              danger: true,
              permission: 'statements.write',
              hidden: s.status !== 'issued',
              run: () => setAsking(true),
            },
          ]}
        />
      }
    >
      {s.status === 'void' && (
        <Alert showIcon type="error" title={t('statements.isVoid')} description={s.void_reason} />
      )}
      {!isZero(detail.difference) && (
        <Alert
          showIcon
          type="warning"
          title={t('statements.difference', {
            amount: formatAmount(detail.difference, s.currency, { symbol: true }),
          })}
          description={t('statements.differenceText')}
        />
      )}
      <ProblemAlert
        error={problem}
        onClose={() => {
          pdf.reset();
          xlsx.reset();
        }}
      />
      <StatementFigures detail={detail} />
      <AgreementPanel statement={s} />
      <StatementLines detail={detail} />
      <StatementAging detail={detail} />
      <StatementParties detail={detail} />
      <div className={styles.foot}>
        <Panel title={t('document.timeline')}>
          <Timeline subject={s.id} />
        </Panel>
        <Panel title={t('statements.origin')}>
          <Facts
            items={[
              { label: t('statements.col.by'), value: s.created_by || t('document.system') },
              { label: t('statements.col.at'), value: formatInstant(s.created_at) },
              {
                label: t('statements.previous'),
                value: s.previous_id ? (
                  <Link to={paths.statement(s.previous_id)}>{t('statements.openPrevious')}</Link>
                ) : (
                  t('common.none')
                ),
              },
              {
                label: t('statements.digest'),
                value: <code style={{ fontSize: 11.5 }}>{s.digest}</code>,
                wide: true,
              },
            ]}
          />
        </Panel>
      </div>
      <LinkDialog detail={detail} open={dialog === 'link'} onClose={() => setDialog(null)} />
      <PaperDialog statement={s} open={dialog === 'paper'} onClose={() => setDialog(null)} />
      <ConfirmAction
        open={asking}
        title={t('statements.askVoid', { number: s.number })}
        confirmLabel={t('statements.void')}
        danger
        reason="required"
        reasonPresets={['missing', 'wrongPeriod', 'objection'].map((key) =>
          t(`statements.reasons.${key}`),
        )}
        pending={take.pending}
        problem={take.problem}
        onConfirm={take.run}
        onClose={() => {
          take.reset();
          setAsking(false);
        }}
      >
        <p style={{ margin: 0 }}>{t('statements.voidText')}</p>
      </ConfirmAction>
    </DocLayout>
  );
}
