import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
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
import { http } from '@/lib/http';
import { compare, isZero, percentOf, sub } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCommand } from '@/lib/use-command';
import { readReceipt, receiptKeys, REFRESHED, type Receipt } from '../api';
import { AllocationHistory } from '../components/allocation-history';
import { ClaimDialog } from '../components/claim-dialog';

export function ReceiptPage() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({
    queryKey: receiptKeys.one(id),
    queryFn: ({ signal }) => readReceipt(id, signal),
  });
  return (
    <QueryView query={query} skeleton={<DocSkeleton />} back={paths.receipts}>
      {(receipt) => <ReceiptDocument receipt={receipt} />}
    </QueryView>
  );
}

function ReceiptDocument({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<'claim' | 'reverse' | null>(null);
  const close = () => setDialog(null);
  const claimed = receipt.status === 'claimed';
  const left = claimed && !isZero(receipt.open);
  const used = sub(receipt.amount, receipt.open);
  const oldest = useCommand({
    run: (_: void, key) =>
      http.post<Receipt>(`/receipts/${receipt.id}/allocate-oldest`, undefined, { key }),
    invalidates: REFRESHED,
    success: (after) =>
      compare(after.open, receipt.open) === 0
        ? t('receipts.done.nothing')
        : t('receipts.done.allocate'),
  });
  const reverse = useCommand({
    run: (reason: string, key) =>
      http.post(`/receipts/${receipt.id}/reverse`, { reason }, { key, version: receipt.version }),
    invalidates: REFRESHED,
    success: t('receipts.done.reverse'),
    onSuccess: close,
  });
  return (
    <DocLayout
      header={
        <DocHeader
          kind={t('document.kind.receipt')}
          number={receipt.number}
          status={receipt.status}
          statusKind="receipt"
          back={paths.receipts}
          facts={[
            {
              label: t('fields.customer'),
              value: receipt.customer_id ? (
                <Link to={paths.customer(receipt.customer_id)}>{receipt.customer_name}</Link>
              ) : (
                t('receipts.nobody')
              ),
            },
            {
              label: t('fields.amount'),
              value: <MoneyText value={receipt.amount} currency={receipt.currency} symbol />,
              strong: true,
            },
            { label: t('receipts.col.received'), value: receipt.received_on },
            { label: t('receipts.col.account'), value: receipt.bank_account_name },
            { label: t('fields.owner'), value: receipt.owner || '–' },
          ]}
          {...(claimed
            ? {
                progress: [
                  {
                    label: t('receipts.allocated'),
                    percent: percentOf(used, receipt.amount),
                    text: (
                      <>
                        <MoneyText value={used} currency={receipt.currency} /> ·{' '}
                        {t('receipts.col.unapplied')}{' '}
                        <MoneyText value={receipt.open} currency={receipt.currency} />
                      </>
                    ),
                  },
                ],
              }
            : {})}
          actions={[
            {
              key: 'claim',
              label: t('receipts.action.claim'),
              hotkey: 'c',
              primary: true,
              permission: 'receipts.write',
              hidden: receipt.status !== 'unclaimed',
              run: () => setDialog('claim'),
            },
            {
              key: 'allocate',
              label: t('receipts.action.allocate'),
              hotkey: 'h',
              primary: true,
              permission: 'allocations.write',
              hidden: !left,
              run: () =>
                void navigate({
                  to: paths.allocation,
                  search: {
                    customer_id: receipt.customer_id ?? '',
                    currency: receipt.currency,
                    item: receipt.item_id ?? '',
                  } as never,
                }),
            },
            {
              key: 'oldest',
              label: t('receipts.action.oldest'),
              hotkey: 'o',
              permission: 'allocations.write',
              hidden: !left,
              loading: oldest.pending,
              run: () => oldest.run(),
            },
            {
              key: 'reverse',
              label: t('receipts.action.reverse'),
              danger: true,
              permission: 'receipts.write',
              hidden: receipt.status === 'reversed',
              disabledReason: claimed && !isZero(used) && t('receipts.undoFirst'),
              run: () => setDialog('reverse'),
            },
          ]}
          next={receipt.status === 'unclaimed' ? t('receipts.next.unclaimed') : undefined}
        />
      }
      side={
        <Panel title={t('document.timeline')}>
          <Timeline subject={receipt.id} />
        </Panel>
      }
    >
      <ProblemAlert error={oldest.problem} onClose={oldest.reset} />
      <Panel title={t('receipts.bankFacts')}>
        <Facts
          items={[
            { label: t('receipts.col.payer'), value: receipt.payer },
            { label: t('receipts.col.payerAccount'), value: receipt.payer_account },
            { label: t('receipts.col.ref'), value: receipt.bank_ref },
            {
              label: t('receipts.col.fee'),
              value: <MoneyText value={receipt.fee} currency={receipt.currency} dashZero />,
            },
            { label: t('receipts.col.rate'), value: receipt.rate },
            {
              label: t('receipts.col.base'),
              value: <MoneyText value={receipt.base_amount} symbol />,
            },
            { label: t('receipts.col.text'), value: receipt.text, wide: true },
            ...(receipt.reversed_on
              ? [
                  {
                    label: t('receipts.col.reversed'),
                    value: `${receipt.reversed_on} ${receipt.reverse_reason}`,
                    wide: true,
                  },
                ]
              : []),
          ]}
        />
      </Panel>
      {receipt.customer_id && <AllocationHistory document_id={receipt.id} />}
      <ClaimDialog receipt={receipt} open={dialog === 'claim'} onClose={close} />
      <ConfirmAction
        open={dialog === 'reverse'}
        title={t('receipts.ask.reverse', { number: receipt.number })}
        confirmLabel={t('receipts.action.reverse')}
        danger
        reason="required"
        pending={reverse.pending}
        problem={reverse.problem}
        onConfirm={reverse.run}
        onClose={close}
      >
        <p style={{ margin: 0 }}>{t('receipts.explain.reverse')}</p>
      </ConfirmAction>
    </DocLayout>
  );
}
