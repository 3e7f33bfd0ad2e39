import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { EntitySelect } from '@/components/form/entity-select';
import { customerSource } from '@/components/form/sources';
import { FormDialog } from '@/components/form/form-dialog';
import { MoneyText } from '@/components/money/money-text';
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
  const claim = useCommand({
    run: (body: { customer_id: string }, key) =>
      http.post(`/receipts/${receipt.id}/claim`, body, { key, version: receipt.version }),
    invalidates: REFRESHED,
    success: t('receipts.done.claim'),
    onSuccess: onClose,
  });
  return (
    <FormDialog<{ customer_id: string }>
      open={open}
      title={t('receipts.ask.claim')}
      onClose={onClose}
      command={claim}
      confirmLabel={t('receipts.action.claim')}
      intro={
        <p style={{ marginTop: 0 }}>
          {receipt.payer || t('receipts.noPayer')} ·{' '}
          <MoneyText value={receipt.amount} currency={receipt.currency} symbol strong />
        </p>
      }
    >
      <Form.Item
        name="customer_id"
        label={t('fields.customer')}
        rules={[{ required: true, message: t('errors.fields.required') }]}
      >
        <EntitySelect source={customerSource} autoFocus aria-label={t('fields.customer')} />
      </Form.Item>
    </FormDialog>
  );
}
