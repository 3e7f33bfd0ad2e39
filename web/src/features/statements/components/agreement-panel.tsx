import { useQuery } from '@tanstack/react-query';
import { Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MoneyText } from '@/components/money/money-text';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { StatusTag } from '@/components/ui/status-tag';
import { formatInstant } from '@/lib/dates';
import { useCan } from '@/lib/permissions';
import { useCommand } from '@/lib/use-command';
import {
  agreementKey,
  downloadSheet,
  readAgreement,
  revokeLink,
  settleObjection,
  type Objection,
} from '../agreement-api';
import { statementKeys, type StatementRow } from '../api';
import styles from './agreement.module.css';

/** What the customer says: answers and objections first, then the links they came by. */
export function AgreementPanel({ statement: s }: { statement: StatementRow }) {
  const { t } = useTranslation();
  const can = useCan();
  const query = useQuery({
    queryKey: agreementKey(s.id),
    queryFn: ({ signal }) => readAgreement(s.id, signal),
  });
  const [settling, setSettling] = useState<{ objection: Objection; accepted: boolean } | null>(
    null,
  );
  const changed = [statementKeys.all, ['timeline']];
  const settle = useCommand({
    run: (
      { objection, ...input }: { objection: Objection; accepted: boolean; reply: string },
      key,
    ) => settleObjection(s.id, objection, input, key),
    invalidates: changed,
    success: t('statements.agreement.settled'),
    onSuccess: () => setSettling(null),
  });
  const revoke = useCommand({
    run: (link: string, key) => revokeLink(s.id, link, key),
    invalidates: changed,
    success: t('statements.link.revoked'),
  });
  const sheet = useCommand({ run: () => downloadSheet(s.id, s.number) });
  const data = query.data;
  const now = new Date().toISOString();
  const writes = can('statements.write');
  return (
    <Panel
      title={t('statements.agreement.title')}
      extra={<StatusTag status={s.agreement} kind="agreement" />}
    >
      <ProblemAlert
        error={query.error ?? revoke.problem ?? sheet.problem}
        onClose={() => {
          revoke.reset();
          sheet.reset();
        }}
      />
      {data?.answers.length === 0 && data.links.length === 0 && (
        <p className={styles.none}>{t('statements.agreement.none')}</p>
      )}
      {data?.answers.map((answer) => (
        <div key={answer.id} className={styles.answer} data-verdict={answer.verdict}>
          <strong>
            {t(`statements.agreement.${answer.verdict}`, {
              name: [answer.name, answer.title].filter(Boolean).join(' · '),
              on: answer.answered_on,
            })}
          </strong>
          <span className={styles.quiet}>
            {answer.recorded_by
              ? t('statements.agreement.paper', { name: answer.recorded_by })
              : t('statements.agreement.online', {
                  at: formatInstant(answer.at),
                  address: answer.address || '–',
                })}
            {answer.phone && ` · ${answer.phone}`}
          </span>
          {answer.their_balance !== null && answer.their_balance !== undefined && (
            <span>
              {t('statements.agreement.theirBalance')}{' '}
              <MoneyText value={answer.their_balance} currency={s.currency} />
            </span>
          )}
          {answer.note && <q>{answer.note}</q>}
          {answer.verdict === 'confirm' && (
            <Button size="small" loading={sheet.pending} onClick={() => sheet.run()}>
              {t('statements.agreement.sheet')}
            </Button>
          )}
        </div>
      ))}
      {data && data.objections.length > 0 && (
        <Table<Objection>
          size="small"
          rowKey="id"
          pagination={false}
          scroll={{ x: 'max-content' }}
          dataSource={data.objections}
          columns={[
            {
              title: t('statements.agreement.about'),
              render: (_, o) => o.document_no || t('statements.agreement.missing'),
            },
            {
              title: t('statements.agreement.reason'),
              render: (_, o) => t(`statements.objection.${o.reason}`),
            },
            {
              title: t('statements.agreement.ours'),
              align: 'right',
              render: (_, o) =>
                o.our_amount ? <MoneyText value={o.our_amount} currency={s.currency} /> : '–',
            },
            {
              title: t('statements.agreement.theirs'),
              align: 'right',
              render: (_, o) =>
                o.their_amount ? <MoneyText value={o.their_amount} currency={s.currency} /> : '–',
            },
            {
              title: t('statements.agreement.words'),
              render: (_, o) => (
                <>
                  {o.note}
                  {o.reply && <div className={styles.quiet}>↳ {o.reply}</div>}
                </>
              ),
            },
            {
              title: t('fields.status'),
              render: (_, o) => <StatusTag status={o.state} kind="objection" />,
            },
            {
              title: '',
              render: (_, o) =>
                writes &&
                o.state === 'open' && (
                  <span className={styles.buttons}>
                    {[true, false].map((accepted) => (
                      <Button
                        key={String(accepted)}
                        size="small"
                        onClick={() => setSettling({ objection: o, accepted })}
                      >
                        {t(`statements.agreement.${accepted ? 'accept' : 'reject'}`)}
                      </Button>
                    ))}
                  </span>
                ),
            },
          ]}
        />
      )}
      {data && data.links.length > 0 && (
        <ul className={styles.links}>
          {data.links.map((link) => {
            const state = link.revoked_at ? 'revoked' : link.expires_at < now ? 'expired' : 'live';
            return (
              <li key={link.id} data-state={state}>
                <span>{link.recipient || t('statements.link.anybody')}</span>
                <span className={styles.quiet}>
                  {t('statements.link.sent', {
                    at: formatInstant(link.created_at),
                    by: link.created_by,
                  })}
                  {' · '}
                  {link.first_seen_at
                    ? t('statements.link.seen', { at: formatInstant(link.first_seen_at) })
                    : t('statements.link.unseen')}
                  {' · '}
                  {state === 'live'
                    ? t('statements.link.until', { on: link.expires_at.slice(0, 10) })
                    : t(`statements.link.${state}`)}
                </span>
                {writes && state === 'live' && (
                  <Button
                    size="small"
                    type="text"
                    loading={revoke.pending}
                    onClick={() => revoke.run(link.id)}
                  >
                    {t('statements.link.revoke')}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      <ConfirmAction
        open={settling !== null}
        title={t(`statements.agreement.${settling?.accepted ? 'askAccept' : 'askReject'}`)}
        confirmLabel={t(`statements.agreement.${settling?.accepted ? 'accept' : 'reject'}`)}
        reason={settling?.accepted ? 'optional' : 'required'}
        reasonLabel={t('statements.agreement.reply')}
        pending={settle.pending}
        problem={settle.problem}
        onConfirm={(reply) => settling && settle.run({ ...settling, reply })}
        onClose={() => {
          settle.reset();
          setSettling(null);
        }}
      />
    </Panel>
  );
}
