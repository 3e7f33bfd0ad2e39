import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Attachments } from '@/components/document/attachments';
import { DocHeader } from '@/components/document/doc-header';
import { DocLayout, Facts } from '@/components/document/doc-layout';
import { LinkedDocs, type LinkedDoc } from '@/components/document/linked-docs';
import { Timeline } from '@/components/document/timeline';
import { MoneyText } from '@/components/money/money-text';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { Panel } from '@/components/ui/page';
import { QueryView } from '@/components/ui/query-view';
import { DocSkeleton } from '@/components/ui/skeletons';
import { StatusTag } from '@/components/ui/status-tag';
import { http } from '@/lib/http';
import { isZero, percentOf, sub } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCommand } from '@/lib/use-command';
import { invoiceKeys, readInvoice, type InvoiceRef, type InvoiceView } from '../api';
import { CreditDialog } from '../components/credit-dialog';
import { BureauDialog, DraftDialog, IssueDialog, REFRESHED } from '../components/invoice-dialogs';
import { InvoiceLines } from '../components/invoice-lines';
import { canCredit } from '../lib/invoice-rules';

export function InvoicePage() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({
    queryKey: invoiceKeys.one(id),
    queryFn: ({ signal }) => readInvoice(id, signal),
  });
  return (
    <QueryView query={query} skeleton={<DocSkeleton />} back={paths.invoices}>
      {(invoice) => <InvoiceDocument invoice={invoice} />}
    </QueryView>
  );
}

type Dialog = 'issue' | 'edit' | 'bureau' | 'credit' | 'delete' | null;

function InvoiceDocument({ invoice }: { invoice: InvoiceView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<Dialog>(null);
  const close = () => setDialog(null);
  const draft = invoice.status === 'draft';
  const remove = useCommand({
    run: (_: void, key) =>
      http.delete<void>(`/invoices/${invoice.id}`, { key, version: invoice.version }),
    success: t('invoices.done.delete'),
    invalidates: REFRESHED.filter((k) => k !== invoiceKeys.all),
    onSuccess: () => void navigate({ to: paths.invoices }),
  });
  const paid = invoice.open === null ? null : sub(invoice.total, invoice.open);
  return (
    <DocLayout
      header={
        <DocHeader
          kind={t('document.kind.invoice')}
          number={invoice.number || t('invoices.noNumber')}
          status={invoice.status}
          statusKind="invoice"
          back={paths.invoices}
          tags={
            invoice.kind === 'red' && (
              <StatusTag status="red" tone="danger" label={t('status.invoice_kind.red')} />
            )
          }
          facts={[
            {
              label: t('fields.customer'),
              value: <Link to={paths.customer(invoice.customer_id)}>{invoice.customer}</Link>,
            },
            {
              label: t('orders.col.total'),
              value: <MoneyText value={invoice.total} currency={invoice.currency} symbol />,
              strong: true,
            },
            {
              label: t('invoices.col.form'),
              value: t(`invoices.form.${invoice.form}`, { defaultValue: invoice.form }),
            },
            {
              label: t('invoices.col.bureau'),
              value: <span className="jq-num">{invoice.bureau_number ?? '–'}</span>,
              wide: true,
            },
            { label: t('invoices.col.drafted'), value: invoice.drafted_on },
            ...(draft
              ? []
              : [
                  { label: t('invoices.col.issued'), value: invoice.issued_on ?? '–' },
                  { label: t('fields.due_date'), value: invoice.due_on ?? '–' },
                  { label: t('fields.terms'), value: invoice.terms || '–' },
                ]),
          ]}
          {...(!draft && invoice.kind === 'blue' && invoice.open !== null && paid !== null
            ? {
                progress: [
                  {
                    label: t('invoices.settled'),
                    percent: isZero(invoice.total) ? 100 : percentOf(paid, invoice.total),
                    text: (
                      <>
                        <MoneyText value={paid} currency={invoice.currency} /> ·{' '}
                        {t('invoices.col.open')}{' '}
                        <MoneyText value={invoice.open} currency={invoice.currency} />
                      </>
                    ),
                  },
                ],
              }
            : {})}
          actions={[
            {
              key: 'issue',
              label: t('invoices.action.issue'),
              hotkey: 'mod+enter',
              primary: true,
              permission: 'invoices.issue',
              hidden: !draft,
              run: () => setDialog('issue'),
            },
            {
              key: 'edit',
              label: t('invoices.action.edit'),
              hotkey: 'e',
              permission: 'invoices.write',
              hidden: !draft,
              run: () => setDialog('edit'),
            },
            {
              key: 'delete',
              label: t('invoices.action.delete'),
              danger: true,
              permission: 'invoices.write',
              hidden: !draft,
              run: () => setDialog('delete'),
            },
            {
              key: 'bureau',
              label: t('invoices.action.bureau'),
              hotkey: 'b',
              primary: true,
              permission: 'invoices.issue',
              hidden: draft || !!invoice.bureau_number,
              run: () => setDialog('bureau'),
            },
            {
              key: 'credit',
              label: t('invoices.action.credit'),
              hotkey: 'r',
              danger: true,
              permission: 'invoices.issue',
              hidden: !canCredit(invoice),
              run: () => setDialog('credit'),
            },
          ]}
          next={
            draft
              ? t(invoice.buyer_tax_id ? 'invoices.next.draft' : 'invoices.next.noTaxId')
              : undefined
          }
        />
      }
      side={
        <>
          <Attachments subject={{ kind: 'invoice', id: invoice.id }} purpose="original" />
          <Panel title={t('document.timeline')}>
            <Timeline subject={invoice.id} />
          </Panel>
        </>
      }
    >
      <InvoiceLines invoice={invoice} />
      <Panel title={t('invoices.buyer.title')}>
        <Facts
          items={[
            { label: t('customers.field.invoice_title'), value: invoice.buyer_name },
            {
              label: t('customers.field.tax_id'),
              value: <span className="jq-num">{invoice.buyer_tax_id || '–'}</span>,
            },
            { label: t('invoices.buyer.address'), value: invoice.buyer_address },
            { label: t('invoices.buyer.bank'), value: invoice.buyer_bank },
            { label: t('invoices.remark'), value: invoice.remark, wide: true },
            ...(invoice.red_reason
              ? [
                  {
                    label: t('invoices.redReason'),
                    value: t(`invoices.red.${invoice.red_reason}`, {
                      defaultValue: invoice.red_reason,
                    }),
                  },
                ]
              : []),
          ]}
        />
      </Panel>
      <LinkedDocs docs={linked(invoice)} current={invoice.id} expected={['order', 'invoice']} />
      <IssueDialog invoice={invoice} open={dialog === 'issue'} onClose={close} />
      <BureauDialog invoice={invoice} open={dialog === 'bureau'} onClose={close} />
      <DraftDialog invoice={invoice} open={dialog === 'edit'} onClose={close} />
      <CreditDialog invoice={invoice} open={dialog === 'credit'} onClose={close} />
      <ConfirmAction
        open={dialog === 'delete'}
        title={t('invoices.ask.delete')}
        confirmLabel={t('invoices.action.delete')}
        danger
        pending={remove.pending}
        problem={remove.problem}
        onConfirm={() => remove.run()}
        onClose={close}
      >
        <p style={{ margin: 0 }}>{t('invoices.explain.delete')}</p>
      </ConfirmAction>
    </DocLayout>
  );
}

/** Orders and deliveries of the lines, the blue invoice of a red one and the red ones of a blue. */
function linked(invoice: InvoiceView): LinkedDoc[] {
  const docs = new Map<string, LinkedDoc>();
  for (const line of invoice.lines) {
    docs.set(line.order_id, { kind: 'order', id: line.order_id, number: line.order });
    if (line.delivery_id && line.delivery)
      docs.set(line.delivery_id, { kind: 'delivery', id: line.delivery_id, number: line.delivery });
  }
  const card = (ref: InvoiceRef): LinkedDoc => ({
    kind: 'invoice',
    id: ref.id,
    number: ref.number,
    status: ref.status,
    date: ref.issued_on,
    amount: ref.total,
    currency: invoice.currency,
  });
  const self = card({ ...invoice, issued_on: invoice.issued_on ?? invoice.drafted_on });
  return [
    ...docs.values(),
    ...(invoice.blue ? [card(invoice.blue)] : []),
    self,
    ...invoice.reds.map(card),
  ];
}
