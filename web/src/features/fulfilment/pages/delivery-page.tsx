import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Attachments } from '@/components/document/attachments';
import { DocHeader } from '@/components/document/doc-header';
import { DocLayout, Facts } from '@/components/document/doc-layout';
import { Timeline } from '@/components/document/timeline';
import { MoneyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { QueryView } from '@/components/ui/query-view';
import { DocSkeleton } from '@/components/ui/skeletons';
import { isZero, sub } from '@/lib/money';
import { paths } from '@/lib/paths';
import { deliveryKeys, readDelivery, type DeliveryView } from '../api';
import { CancelDialog, ChangeDialog } from '../components/delivery-dialogs';
import { DeliveryLines } from '../components/delivery-lines';
import { SignDialog } from '../components/sign-dialog';
import { returnableOf } from '../lib/quantities';

export function DeliveryPage() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({
    queryKey: deliveryKeys.one(id),
    queryFn: ({ signal }) => readDelivery(id, signal),
  });
  return (
    <QueryView query={query} skeleton={<DocSkeleton />} back={paths.deliveries}>
      {(delivery) => <DeliveryDocument delivery={delivery} />}
    </QueryView>
  );
}

function DeliveryDocument({ delivery }: { delivery: DeliveryView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<'sign' | 'change' | 'cancel' | null>(null);
  const close = () => setDialog(null);
  const { status } = delivery;
  const billable = delivery.lines.some((l) => !isZero(sub(sub(l.signed, l.returned), l.invoiced)));
  const go = (to: string, search: Record<string, string>) =>
    void navigate({ to, search: search as never });
  return (
    <DocLayout
      header={
        <DocHeader
          kind={t('document.kind.delivery')}
          number={delivery.number}
          status={status}
          statusKind="delivery"
          back={paths.deliveries}
          facts={[
            {
              label: t('fields.customer'),
              value: <Link to={paths.customer(delivery.customer_id)}>{delivery.customer}</Link>,
            },
            ...(status === 'signed'
              ? [
                  {
                    label: t('deliveries.col.total'),
                    value: <MoneyText value={delivery.total} currency={delivery.currency} symbol />,
                    strong: true,
                  },
                ]
              : []),
            {
              label: t('document.kind.order'),
              value: (
                <Link to={paths.order(delivery.order_id)} className="jq-num">
                  {delivery.order}
                </Link>
              ),
            },
            { label: t('deliveries.col.dispatched'), value: delivery.dispatched_on },
            { label: t('deliveries.col.carrier'), value: delivery.carrier || '–' },
            { label: t('deliveries.col.tracking'), value: delivery.tracking_no || '–' },
            ...(status === 'signed'
              ? [
                  { label: t('deliveries.col.signed'), value: delivery.signed_on ?? '–' },
                  { label: t('deliveries.signedBy'), value: delivery.signed_by || '–' },
                ]
              : []),
          ]}
          actions={[
            {
              key: 'sign',
              label: t('deliveries.action.sign'),
              hotkey: 's',
              primary: true,
              permission: 'deliveries.sign',
              hidden: status !== 'dispatched',
              run: () => setDialog('sign'),
            },
            {
              key: 'invoice',
              label: t('orders.action.invoice'),
              hotkey: 'i',
              primary: true,
              permission: 'invoices.write',
              hidden: status !== 'signed' || !billable,
              run: () =>
                go(paths.invoiceNew, {
                  customer_id: delivery.customer_id,
                  order_id: delivery.order_id,
                }),
            },
            {
              key: 'return',
              label: t('returns.new'),
              hotkey: 'r',
              permission: 'returns.write',
              hidden: status !== 'signed' || delivery.lines.every((l) => isZero(returnableOf(l))),
              run: () => go(paths.returnNew, { delivery: delivery.id }),
            },
            {
              key: 'edit',
              label: t('deliveries.action.edit'),
              hotkey: 'e',
              permission: 'deliveries.write',
              hidden: status !== 'dispatched',
              run: () => setDialog('change'),
            },
            {
              key: 'cancel',
              label: t('deliveries.action.cancel'),
              hotkey: 'shift+x',
              danger: true,
              permission: 'deliveries.write',
              hidden: status !== 'dispatched',
              run: () => setDialog('cancel'),
            },
          ]}
          next={status === 'dispatched' ? t('deliveries.next.dispatched') : undefined}
        />
      }
      side={
        <>
          <Attachments
            subject={{ kind: 'delivery', id: delivery.id }}
            purpose="proof_of_delivery"
          />
          <Panel title={t('document.timeline')}>
            <Timeline subject={delivery.id} />
          </Panel>
        </>
      }
    >
      <DeliveryLines delivery={delivery} />
      {(delivery.ship_to || delivery.note) && (
        <Panel title={t('orders.details')}>
          <Facts
            items={[
              { label: t('orders.field.shipTo'), value: delivery.ship_to, wide: true },
              { label: t('fields.note'), value: delivery.note, wide: true },
            ]}
          />
        </Panel>
      )}
      <SignDialog delivery={delivery} open={dialog === 'sign'} onClose={close} />
      <ChangeDialog delivery={delivery} open={dialog === 'change'} onClose={close} />
      <CancelDialog delivery={delivery} open={dialog === 'cancel'} onClose={close} />
    </DocLayout>
  );
}
