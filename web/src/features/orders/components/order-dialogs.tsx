import { useTranslation } from 'react-i18next';
import { MoneyText } from '@/components/money/money-text';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { http } from '@/lib/http';
import { useCommand } from '@/lib/use-command';
import { orderKeys, type Finding, type OrderView } from '../api';
import { openCount, toBeSeen } from '../lib/findings';

export type OrderDialog = 'submit' | 'confirm' | 'close' | 'cancel' | null;

interface Intent {
  action: Exclude<OrderDialog, null>;
  reason: string;
}

/** The question before a step of the order, with what it will do. */
export function OrderDialogs({
  order,
  open,
  onClose,
}: {
  order: OrderView;
  open: OrderDialog;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const step = useCommand({
    run: ({ action, reason }: Intent, key) =>
      http.post(`/orders/${order.id}/${action}`, bodyOf(action, reason, order), {
        key,
        version: order.version,
      }),
    invalidates: [orderKeys.all, ['timeline']],
    success: (_, { action }) => t(`orders.done.${action}`, { number: order.number }),
    onSuccess: onClose,
  });
  const close = () => {
    step.reset();
    onClose();
  };
  const blocks = openCount(order.findings);
  const dialog = (action: Exclude<OrderDialog, null>) => ({
    open: open === action,
    title: t(`orders.ask.${action}`, { number: order.number }),
    confirmLabel: t(`orders.action.${action}`),
    pending: step.pending,
    problem: step.problem,
    onConfirm: (reason: string) => step.run({ action, reason }),
    onClose: close,
  });
  const amount = <MoneyText value={order.total} currency={order.currency} symbol strong />;
  return (
    <>
      <ConfirmAction
        {...dialog('submit')}
        {...(toBeSeen(order.findings).length > 0 ? { acknowledge: t('orders.acknowledge') } : {})}
      >
        <p style={{ margin: 0 }}>
          {t('orders.explain.submit')} {amount}
        </p>
        <SeenList findings={toBeSeen(order.findings)} />
      </ConfirmAction>
      <ConfirmAction {...dialog('confirm')}>
        <p style={{ margin: 0 }}>
          {order.customer} · {amount}
        </p>
        <p style={{ margin: 0 }}>
          {blocks > 0
            ? t('orders.explain.confirmBlocked', { count: blocks })
            : t('orders.explain.confirm')}
        </p>
      </ConfirmAction>
      <ConfirmAction {...dialog('close')} danger reason="required" reasonPresets={presets(t)}>
        <p style={{ margin: 0 }}>
          {t('orders.explain.close')}{' '}
          <MoneyText value={order.undelivered} currency={order.currency} symbol strong />
        </p>
      </ConfirmAction>
      <ConfirmAction {...dialog('cancel')} danger reason="required" reasonPresets={presets(t)}>
        <p style={{ margin: 0 }}>{t('orders.explain.cancel')}</p>
      </ConfirmAction>
    </>
  );
}

function bodyOf(action: string, reason: string, order: OrderView): object | undefined {
  if (action === 'confirm') return undefined;
  if (action === 'submit') return { accept_warnings: toBeSeen(order.findings).length > 0 };
  return { reason };
}

/** Warnings whoever submits has to look at. */
export function SeenList({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul style={{ margin: 0, paddingInlineStart: 18, color: 'var(--jq-warning)' }}>
      {findings.map((f) => (
        <li key={f.key}>{f.message}</li>
      ))}
    </ul>
  );
}

const presets = (t: (key: string) => string) => [
  t('orders.reasons.customer'),
  t('orders.reasons.stock'),
  t('orders.reasons.entry'),
];

/** Lets one finding pass: for this order, with a reason that stays readable. */
export function ReleaseDialog({
  order,
  finding,
  onClose,
}: {
  order: OrderView;
  finding: Finding | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const release = useCommand({
    run: ({ finding: name, reason }: { finding: string; reason: string }, key) =>
      http.post(
        `/orders/${order.id}/findings/${encodeURIComponent(name)}/release`,
        { reason },
        { key, version: order.version },
      ),
    invalidates: [orderKeys.all, ['timeline']],
    success: t('orders.done.release'),
    onSuccess: onClose,
  });
  return (
    <ConfirmAction
      open={finding !== null}
      title={t('orders.ask.release')}
      confirmLabel={t('orders.action.release')}
      reason="required"
      pending={release.pending}
      problem={release.problem}
      onConfirm={(reason) => finding && release.run({ finding: finding.key, reason })}
      onClose={() => {
        release.reset();
        onClose();
      }}
    >
      {finding && <p style={{ margin: 0 }}>{finding.message}</p>}
    </ConfirmAction>
  );
}
