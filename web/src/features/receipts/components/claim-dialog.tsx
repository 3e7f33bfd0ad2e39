import { Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { EntitySelect } from '@/components/form/entity-select';
import { customerSource } from '@/components/form/sources';
import { useFieldErrors } from '@/components/form/use-field-errors';
import { MoneyText } from '@/components/money/money-text';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { http } from '@/lib/http';
import { useCommand } from '@/lib/use-command';
import { REFRESHED, type Receipt } from '../api';

/** Says whose money an unclaimed receipt is. */
export function ClaimDialog({
  receipt,
  open,
  onClose,
}: {
  receipt: Receipt;
  open: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ customer_id: string }>();
  const claim = useCommand({
    run: (body: { customer_id: string }, key) =>
      http.post(`/receipts/${receipt.id}/claim`, body, { key, version: receipt.version }),
    invalidates: REFRESHED,
    success: t('receipts.done.claim'),
    onSuccess: onClose,
  });
  useFieldErrors(form, claim.problem);
  return (
    <Modal
      open={open}
      title={t('receipts.ask.claim')}
      onCancel={onClose}
      afterClose={claim.reset}
      onOk={() => form.submit()}
      okText={t('receipts.action.claim')}
      cancelText={t('common.cancel')}
      confirmLoading={claim.pending}
      destroyOnHidden
    >
      <p style={{ marginTop: 0 }}>
        {receipt.payer || t('receipts.noPayer')} ·{' '}
        <MoneyText value={receipt.amount} currency={receipt.currency} symbol strong />
      </p>
      <Form form={form} layout="vertical" preserve={false} onFinish={claim.run}>
        <Form.Item
          name="customer_id"
          label={t('fields.customer')}
          rules={[{ required: true, message: t('errors.fields.required') }]}
        >
          <EntitySelect source={customerSource} autoFocus aria-label={t('fields.customer')} />
        </Form.Item>
      </Form>
      <ProblemAlert error={claim.problem} />
    </Modal>
  );
}
