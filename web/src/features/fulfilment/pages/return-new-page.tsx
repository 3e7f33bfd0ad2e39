import { RollbackOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { AutoComplete, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateInput } from '@/components/form/date-range';
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
import { deliveryKeys, readDelivery, returnKeys, type DeliveryView } from '../api';
import { QtyLines } from '../components/qty-lines';
import { lineErrors } from '../lib/line-errors';
import { chosen, returnableOf, type Quantities } from '../lib/quantities';

/** `/returns/new?delivery=`: goods the customer had signed for come back. */
export function ReturnNewPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { delivery: id = '' } = useSearch({ strict: false }) as { delivery?: string };
  const query = useQuery({
    queryKey: deliveryKeys.one(id),
    queryFn: ({ signal }) => readDelivery(id, signal),
    enabled: id !== '',
  });
  if (id === '') {
    return (
      <Page title={t('returns.new')} back={paths.returns}>
        <EmptyState
          title={t('returns.pickTitle')}
          text={t('returns.empty.text')}
          action={{
            label: t('returns.empty.action'),
            run: () =>
              void navigate({ to: paths.deliveries, search: { status: 'signed' } as never }),
          }}
        />
      </Page>
    );
  }
  return (
    <QueryView query={query} back={paths.deliveries}>
      {(delivery) => <ReturnForm delivery={delivery} />}
    </QueryView>
  );
}

interface Head {
  returned_on: string;
  reason: string;
  note?: string;
}

function ReturnForm({ delivery }: { delivery: DeliveryView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [form] = Form.useForm<Head>();
  const [quantities, setQuantities] = useState<Quantities>({});
  const lines = chosen(delivery.lines, quantities);
  const create = useCommand({
    run: (head: Head, key) =>
      http.post<{ id: string }>(
        '/returns',
        {
          order_id: delivery.order_id,
          returned_on: head.returned_on,
          reason: head.reason.trim(),
          note: head.note ?? '',
          lines: lines.map((l) => ({ delivery_line_id: l.id, qty: l.qty })),
        },
        { key },
      ),
    invalidates: [returnKeys.all, deliveryKeys.all, ['orders'], ['customers']],
    success: t('returns.done'),
    onSuccess: (made) => void navigate({ to: paths.return(made.id) }),
  });
  useFieldErrors(form, create.problem);
  const reasons = ['quality', 'wrong', 'surplus', 'unsold'].map((key) => ({
    value: t(`returns.reasons.${key}`),
  }));
  return (
    <Page
      title={t('returns.new')}
      hint={`${delivery.number} · ${delivery.customer}`}
      back={paths.delivery(delivery.id)}
      actions={
        <ActionBar
          actions={[
            {
              key: 'create',
              label: t('returns.post'),
              icon: <RollbackOutlined />,
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
      <Panel>
        <Form<Head>
          form={form}
          layout="vertical"
          initialValues={{ returned_on: today() }}
          onFinish={create.run}
          style={{
            display: 'grid',
            gap: '0 16px',
            gridTemplateColumns: 'repeat(auto-fill, minmax(240px, 1fr))',
          }}
        >
          <Form.Item name="returned_on" label={t('returns.col.date')}>
            <DateInput allowClear={false} aria-label={t('returns.col.date')} />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t('common.reason')}
            rules={[{ required: true, whitespace: true, message: t('common.reasonRequired') }]}
          >
            <AutoComplete options={reasons} aria-label={t('common.reason')} autoFocus />
          </Form.Item>
          <Form.Item name="note" label={t('fields.note')} style={{ gridColumn: '1/-1' }}>
            <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={2000} />
          </Form.Item>
        </Form>
      </Panel>
      <QtyLines
        title={t('returns.lines')}
        lines={delivery.lines}
        left={returnableOf}
        leftTitle={t('returns.col.returnable')}
        before={[
          { title: t('deliveries.col.signedQty'), value: (l) => l.signed },
          { title: t('orders.col.invoiced'), value: (l) => l.invoiced },
        ]}
        inputTitle={t('returns.col.qty')}
        quantities={quantities}
        onQuantities={setQuantities}
        errors={lineErrors(create.problem, lines, (field) => fieldText(t, field))}
      />
    </Page>
  );
}
