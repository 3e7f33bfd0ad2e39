import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/components/form/form-dialog';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { http } from '@/lib/http';
import { useCommand } from '@/lib/use-command';
import { deliveryKeys, type DeliveryView } from '../api';

interface DialogProps {
  delivery: DeliveryView;
  open: boolean;
  onClose: () => void;
}

const REFRESHED = [deliveryKeys.all, ['orders'], ['timeline']];

export function CancelDialog({ delivery, open, onClose }: DialogProps) {
  const { t } = useTranslation();
  const cancel = useCommand({
    run: (reason: string, key) =>
      http.post(
        `/deliveries/${delivery.id}/cancel`,
        { reason },
        { key, version: delivery.version },
      ),
    invalidates: REFRESHED,
    success: t('deliveries.done.cancel', { number: delivery.number }),
    onSuccess: onClose,
  });
  return (
    <ConfirmAction
      open={open}
      title={t('deliveries.ask.cancel', { number: delivery.number })}
      confirmLabel={t('deliveries.action.cancel')}
      danger
      reason="required"
      reasonPresets={[t('deliveries.cancelReasons.wrong'), t('deliveries.cancelReasons.postponed')]}
      pending={cancel.pending}
      problem={cancel.problem}
      onConfirm={cancel.run}
      onClose={() => {
        cancel.reset();
        onClose();
      }}
    >
      <p style={{ margin: 0 }}>{t('deliveries.explain.cancel')}</p>
    </ConfirmAction>
  );
}

interface Change {
  carrier: string;
  tracking_no: string;
  ship_to: string;
  note: string;
}

/** Carrier, number, address and note may change as long as somebody needs them. */
export function ChangeDialog({ delivery, open, onClose }: DialogProps) {
  const { t } = useTranslation();
  const change = useCommand({
    run: (body: Change, key) =>
      http.patch(`/deliveries/${delivery.id}`, body, { key, version: delivery.version }),
    invalidates: REFRESHED,
    success: t('common.saved'),
    onSuccess: onClose,
  });
  return (
    <FormDialog<Change>
      open={open}
      title={t('deliveries.action.edit')}
      command={change}
      initial={{
        carrier: delivery.carrier,
        tracking_no: delivery.tracking_no,
        ship_to: delivery.ship_to,
        note: delivery.note,
      }}
      onClose={onClose}
    >
      <Form.Item name="carrier" label={t('deliveries.col.carrier')}>
        <Input maxLength={100} autoFocus />
      </Form.Item>
      <Form.Item name="tracking_no" label={t('deliveries.col.tracking')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="ship_to" label={t('orders.field.shipTo')}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="note" label={t('fields.note')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={2000} />
      </Form.Item>
    </FormDialog>
  );
}
