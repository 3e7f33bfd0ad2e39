import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { MoneyText } from '@/components/money/money-text';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { StatusTag } from '@/components/ui/status-tag';
import { today } from '@/lib/dates';
import { http } from '@/lib/http';
import { useCommand } from '@/lib/use-command';
import { ledgerKeys, periodKeys, readTieOut, readTrialBalance } from '../api';
import { isRunning, lastDay } from '../lib/periods';

interface DialogProps {
  /** `null`: not asked. */
  period: string | null;
  onClose: () => void;
}

/** Closing, with the two proofs that belong to it: both sides equal, and 1122 equal to the open items. */
export function CloseDialog({ period, onClose }: DialogProps) {
  const { t } = useTranslation();
  const close = useCommand({
    run: (asked: string, key) => http.post(`/periods/${asked}/close`, undefined, { key }),
    invalidates: [periodKeys.all, ledgerKeys.all],
    success: (_, asked) => t('books.done.close', { period: asked }),
    onSuccess: onClose,
  });
  return (
    <ConfirmAction
      open={period !== null}
      title={t('books.ask.close', { period: period ?? '' })}
      confirmLabel={t('books.action.close')}
      pending={close.pending}
      problem={close.problem}
      {...(period && isRunning(period, today())
        ? { acknowledge: t('books.stillRunning', { day: lastDay(period) }) }
        : {})}
      onConfirm={() => period && close.run(period)}
      onClose={() => {
        close.reset();
        onClose();
      }}
    >
      <p style={{ margin: 0 }}>{t('books.explain.close')}</p>
      {period && <Proofs period={period} />}
    </ConfirmAction>
  );
}

function Proofs({ period }: { period: string }) {
  const { t } = useTranslation();
  const trial = useQuery({
    queryKey: ledgerKeys.extra('trial-balance', { from: period, to: period }),
    queryFn: ({ signal }) => readTrialBalance(period, period, signal),
  });
  const tie = useQuery({
    queryKey: ledgerKeys.extra('tie-out', { on: lastDay(period), differences: true }),
    queryFn: ({ signal }) => readTieOut(lastDay(period), true, signal),
  });
  return (
    <>
      <ProblemAlert error={trial.error ?? tie.error} />
      <ul style={{ margin: 0, paddingInlineStart: 18, display: 'grid', gap: 4 }}>
        <li>
          {t('shell.nav.trialBalance')}{' '}
          {trial.data && (
            <>
              <StatusTag
                status={trial.data.balanced ? 'balanced' : 'error'}
                label={t(trial.data.balanced ? 'books.balanced' : 'books.unbalanced')}
              />{' '}
              <MoneyText value={trial.data.movement.debit} currency={trial.data.currency} symbol />
            </>
          )}
        </li>
        <li>
          {t('shell.nav.tieOut')}{' '}
          {tie.data && (
            <StatusTag
              status={tie.data.differences === 0 ? 'balanced' : 'error'}
              label={t('books.differences', { count: tie.data.differences })}
            />
          )}
        </li>
      </ul>
    </>
  );
}

export function ReopenDialog({ period, onClose }: DialogProps) {
  const { t } = useTranslation();
  const reopen = useCommand({
    run: ({ asked, reason }: { asked: string; reason: string }, key) =>
      http.post(`/periods/${asked}/reopen`, { reason }, { key }),
    invalidates: [periodKeys.all, ledgerKeys.all],
    success: (_, { asked }) => t('books.done.reopen', { period: asked }),
    onSuccess: onClose,
  });
  return (
    <ConfirmAction
      open={period !== null}
      title={t('books.ask.reopen', { period: period ?? '' })}
      confirmLabel={t('books.action.reopen')}
      danger
      reason="required"
      pending={reopen.pending}
      problem={reopen.problem}
      onConfirm={(reason) => period && reopen.run({ asked: period, reason })}
      onClose={() => {
        reopen.reset();
        onClose();
      }}
    >
      <p style={{ margin: 0 }}>{t('books.explain.reopen')}</p>
    </ConfirmAction>
  );
}
