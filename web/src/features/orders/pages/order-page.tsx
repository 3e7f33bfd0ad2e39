import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DocHeader } from '@/components/document/doc-header';
import { DocLayout, Facts } from '@/components/document/doc-layout';
import { LinkedDocs } from '@/components/document/linked-docs';
import { Timeline } from '@/components/document/timeline';
import { MoneyText } from '@/components/money/money-text';
import type { Action } from '@/components/ui/action-bar';
import { Panel } from '@/components/ui/page';
import { QueryView } from '@/components/ui/query-view';
import { DocSkeleton } from '@/components/ui/skeletons';
import { paths } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import { orderKeys, readOrder, type Finding, type OrderView } from '../api';
import { FindingsPanel } from '../components/findings-panel';
import { OrderDialogs, ReleaseDialog, type OrderDialog } from '../components/order-dialogs';
import { OrderLines } from '../components/order-lines';
import { openCount } from '../lib/findings';
import { actionsOf, hasRemaining, progressOf, type OrderAction } from '../lib/order-state';

export function OrderPage() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({
    queryKey: orderKeys.one(id),
    queryFn: ({ signal }) => readOrder(id, signal),
  });
  return (
    <QueryView query={query} skeleton={<DocSkeleton />} back={paths.orders}>
      {(order) => <OrderDocument order={order} />}
    </QueryView>
  );
}

const HOW: Readonly<Record<OrderAction, { hotkey?: string; permission: string; danger?: true }>> = {
  submit: { hotkey: 'mod+enter', permission: 'orders.write' },
  confirm: { hotkey: 'c', permission: 'orders.confirm' },
  edit: { hotkey: 'e', permission: 'orders.write' },
  deliver: { hotkey: 'd', permission: 'deliveries.write' },
  invoice: { hotkey: 'i', permission: 'invoices.write' },
  close: { hotkey: 'k', permission: 'orders.confirm', danger: true },
  cancel: { hotkey: 'shift+x', permission: 'orders.write', danger: true },
  copy: { permission: 'orders.write' },
};

function OrderDocument({ order }: { order: OrderView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const can = useCan();
  const [dialog, setDialog] = useState<OrderDialog>(null);
  const [releasing, setReleasing] = useState<Finding | null>(null);
  const run = (action: OrderAction) => {
    const go = (to: string, search: Record<string, string> = {}) =>
      void navigate({ to, search: search as never });
    switch (action) {
      case 'edit':
        return go(paths.orderEdit(order.id));
      case 'copy':
        return go(paths.orderNew, { copy: order.id });
      case 'deliver':
        return go(paths.deliveryNew, { order: order.id });
      case 'invoice':
        return go(paths.invoiceNew, { customer_id: order.customer_id, order_id: order.id });
      default:
        return setDialog(action);
    }
  };
  const offered = actionsOf(order);
  const actions: Action[] = offered.map((action, index) => {
    const { danger, ...how } = HOW[action];
    return {
      key: action,
      label: t(`orders.action.${action}`),
      run: () => run(action),
      primary: index === 0 && !danger,
      danger: !!danger && order.status !== 'draft',
      ...how,
    };
  });
  const { delivered, invoiced } = progressOf(order);
  const blocks = openCount(order.findings);
  const live = order.status !== 'draft' && order.status !== 'cancelled';

  return (
    <DocLayout
      header={
        <DocHeader
          kind={t('document.kind.order')}
          number={order.number}
          status={order.status}
          statusKind="order"
          back={paths.orders}
          facts={[
            {
              label: t('fields.customer'),
              value: <Link to={paths.customer(order.customer_id)}>{order.customer}</Link>,
            },
            {
              label: t('orders.col.total'),
              value: <MoneyText value={order.total} currency={order.currency} symbol />,
              strong: true,
            },
            { label: t('orders.col.date'), value: order.ordered_on },
            { label: t('fields.requested_date'), value: order.requested_on },
            { label: t('orders.col.po'), value: order.customer_po || '–' },
            { label: t('fields.terms'), value: order.terms },
            { label: t('fields.owner'), value: order.owner || '–' },
          ]}
          {...(live
            ? {
                progress: [
                  {
                    label: t('orders.progress.delivered'),
                    percent: delivered,
                    text: t(`status.delivery_state.${order.delivery_state}`),
                  },
                  {
                    label: t('orders.progress.invoiced'),
                    percent: invoiced,
                    text: t(`status.billing_state.${order.billing_state}`),
                  },
                ],
              }
            : {})}
          actions={actions}
          next={nextStep(t, order, blocks)}
        />
      }
      side={
        <Panel title={t('document.timeline')}>
          <Timeline subject={order.id} />
        </Panel>
      }
    >
      {(order.findings.length > 0 || order.status === 'submitted') && (
        <FindingsPanel
          findings={order.findings}
          onRelease={
            can('orders.release') && order.status === 'submitted' ? setReleasing : undefined
          }
        />
      )}
      <OrderLines order={order} />
      {(order.special || order.ship_to || order.note || order.closed_reason) && (
        <Panel title={t('orders.details')}>
          <Facts
            items={[
              { label: t('orders.field.special'), value: order.special },
              { label: t('orders.field.shipTo'), value: order.ship_to },
              { label: t('fields.note'), value: order.note },
              ...(order.closed_reason
                ? [{ label: t('orders.field.closedReason'), value: order.closed_reason }]
                : []),
            ]}
          />
        </Panel>
      )}
      {live && (
        <LinkedDocs
          current={order.id}
          expected={['order', 'delivery', 'invoice']}
          docs={[
            {
              kind: 'order',
              id: order.id,
              number: order.number,
              status: order.status,
              date: order.ordered_on,
              amount: order.total,
              currency: order.currency,
            },
            ...order.linked.map((link) => ({ ...link, date: link.on })),
          ]}
        />
      )}
      <OrderDialogs order={order} open={dialog} onClose={() => setDialog(null)} />
      <ReleaseDialog order={order} finding={releasing} onClose={() => setReleasing(null)} />
    </DocLayout>
  );
}

function nextStep(t: TFunction, order: OrderView, blocks: number): string | undefined {
  if (order.status === 'submitted' && blocks > 0)
    return t('orders.next.release', { count: blocks });
  if (order.status === 'draft' || order.status === 'submitted')
    return t(`orders.next.${order.status}`);
  if (order.status !== 'confirmed') return undefined;
  if (hasRemaining(order)) return t('orders.next.deliver');
  if (order.delivery_state !== 'delivered') return t('orders.next.sign');
  return order.billing_state === 'invoiced' ? undefined : t('orders.next.invoice');
}
