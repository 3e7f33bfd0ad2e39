import { CarOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateInput } from '@/components/form/date-range';
import { EntitySelect } from '@/components/form/entity-select';
import { useFieldErrors } from '@/components/form/use-field-errors';
import { ActionBar } from '@/components/ui/action-bar';
import { EmptyState } from '@/components/ui/empty-state';
import { Page, Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { fieldText } from '@/components/ui/problem-text';
import { QueryView } from '@/components/ui/query-view';
import { today } from '@/lib/dates';
import { http } from '@/lib/http';
import { paths } from '@/lib/paths';
import { useCommand } from '@/lib/use-command';
import { useUrlState, textParam } from '@/lib/use-url-state';
import { deliveryKeys, openOrderSource, readOrderToDeliver, type OrderToDeliver } from '../api';
import { QtyLines } from '../components/qty-lines';
import { lineErrors } from '../lib/line-errors';
import { chosen, proposal, remainingOf, type Quantities } from '../lib/quantities';

const SPEC = { order: textParam() };

/** `/deliveries/new?order=`: goods leave for a confirmed order. */
export function DeliveryNewPage() {
  const { t } = useTranslation();
  const [{ order: id }, setUrl] = useUrlState(SPEC);
  const fromOrder = useState((useSearch({ strict: false }) as { order?: string }).order ?? '')[0];
  const query = useQuery({
    queryKey: ['orders', 'one', id, 'to-deliver'],
    queryFn: ({ signal }) => readOrderToDeliver(id, signal),
    enabled: id !== '',
    refetchOnWindowFocus: false,
  });
  const picker = (
    <EntitySelect
      source={openOrderSource}
      value={id || undefined}
      autoFocus={id === ''}
      allowClear={false}
      placeholder={t('deliveries.pickOrder')}
      aria-label={t('document.kind.order')}
      style={{ maxWidth: 360 }}
      onChange={(order) => setUrl({ order: order ?? '' })}
    />
  );
  if (id === '') {
    return (
      <Page title={t('deliveries.new')} back={paths.deliveries}>
        <Panel title={t('document.kind.order')}>
          {picker}
          <EmptyState title={t('deliveries.pickTitle')} text={t('deliveries.pickText')} />
        </Panel>
      </Page>
    );
  }
  return (
    <QueryView query={query} back={paths.deliveries}>
      {(order) => (
        <DeliveryForm
          key={order.id}
          order={order}
          picker={picker}
          back={fromOrder ? paths.order(fromOrder) : paths.deliveries}
        />
      )}
    </QueryView>
  );
}

interface Head {
  dispatched_on: string;
  carrier?: string;
  tracking_no?: string;
  ship_to?: string;
  note?: string;
}

function DeliveryForm({
  order,
  picker,
  back,
}: {
  order: OrderToDeliver;
  picker: React.ReactNode;
  back: string;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [form] = Form.useForm<Head>();
  const [quantities, setQuantities] = useState<Quantities>(() =>
    proposal(order.lines, remainingOf),
  );
  const lines = chosen(order.lines, quantities);
  const create = useCommand({
    run: (head: Head, key) =>
      http.post<{ id: string }>(
        '/deliveries',
        {
          order_id: order.id,
          dispatched_on: head.dispatched_on,
          carrier: head.carrier ?? '',
          tracking_no: head.tracking_no ?? '',
          ship_to: head.ship_to ?? '',
          note: head.note ?? '',
          lines: lines.map((l) => ({ order_line_id: l.id, qty: l.qty })),
        },
        { key },
      ),
    invalidates: [deliveryKeys.all, ['orders']],
    success: t('deliveries.done.create'),
    onSuccess: (made) => void navigate({ to: paths.delivery(made.id) }),
  });
  useFieldErrors(form, create.problem);
  return (
    <Page
      title={t('deliveries.new')}
      hint={`${order.number} · ${order.customer}`}
      back={back}
      actions={
        <ActionBar
          actions={[
            {
              key: 'create',
              label: t('deliveries.dispatch'),
              icon: <CarOutlined />,
              primary: true,
              hotkey: 'mod+enter',
              loading: create.pending,
              disabledReason: lines.length === 0 && t('deliveries.nothing'),
              run: () => form.submit(),
            },
          ]}
        />
      }
    >
      <ProblemAlert error={create.problem} onClose={create.reset} />
      {order.special && (
        <Alert
          type="warning"
          showIcon
          title={t('deliveries.special')}
          description={order.special}
        />
      )}
      <Panel>
        <Form<Head>
          form={form}
          layout="vertical"
          initialValues={{ dispatched_on: today(), ship_to: order.ship_to }}
          onFinish={(head) => create.run(head)}
          style={{
            display: 'grid',
            gap: '0 16px',
            gridTemplateColumns: 'repeat(auto-fill, minmax(210px, 1fr))',
          }}
        >
          <Form.Item label={t('document.kind.order')}>{picker}</Form.Item>
          <Form.Item name="dispatched_on" label={t('deliveries.col.dispatched')}>
            <DateInput allowClear={false} aria-label={t('deliveries.col.dispatched')} />
          </Form.Item>
          <Form.Item name="carrier" label={t('deliveries.col.carrier')}>
            <Input maxLength={100} autoFocus />
          </Form.Item>
          <Form.Item name="tracking_no" label={t('deliveries.col.tracking')}>
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          <Form.Item name="ship_to" label={t('orders.field.shipTo')} style={{ gridColumn: '1/-1' }}>
            <Input maxLength={300} />
          </Form.Item>
          <Form.Item name="note" label={t('fields.note')} style={{ gridColumn: '1/-1' }}>
            <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={2000} />
          </Form.Item>
        </Form>
      </Panel>
      <QtyLines
        title={t('deliveries.lines')}
        lines={order.lines}
        left={remainingOf}
        leftTitle={t('deliveries.col.left')}
        before={[
          { title: t('orders.col.ordered'), value: (l) => l.qty },
          { title: t('deliveries.col.sent'), value: (l) => l.dispatched },
        ]}
        inputTitle={t('deliveries.col.qty')}
        quantities={quantities}
        onQuantities={setQuantities}
        errors={lineErrors(create.problem, lines, (field) => fieldText(t, field))}
      />
    </Page>
  );
}
