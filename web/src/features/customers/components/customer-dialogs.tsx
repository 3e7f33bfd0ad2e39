import { Form, Input, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/components/form/form-dialog';
import { AmountInput } from '@/components/money/amount-input';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { useCompanyCurrency } from '@/lib/session';
import { useCommand } from '@/lib/use-command';
import { customerKeys, setLimit, setStatus, type CustomerView } from '../api';

interface DialogProps {
  customer: CustomerView;
  open: boolean;
  onClose: () => void;
}

const REFRESHED = [customerKeys.all, ['orders'], ['timeline']];

/** Hold, stop, or back to normal; with a reason where it stops somebody's work. */
export function StatusDialog({
  customer,
  status,
  onClose,
}: {
  customer: CustomerView;
  status: 'normal' | 'hold' | 'stop' | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const change = useCommand({
    run: (input: { status: string; reason: string }, key) =>
      setStatus(customer, input.status, input.reason, key),
    invalidates: REFRESHED,
    success: (_, input) => t(`customers.done.${input.status}`, { name: customer.name }),
    onSuccess: onClose,
  });
  return (
    <ConfirmAction
      open={status !== null}
      title={status ? t(`customers.ask.${status}`, { name: customer.name }) : ''}
      confirmLabel={status ? t(`customers.action.${status}`) : ''}
      danger={status !== 'normal'}
      reason={status === 'normal' ? 'optional' : 'required'}
      {...(status === 'hold' || status === 'stop'
        ? {
            reasonPresets: ['overdue', 'limit', 'dispute', 'bankrupt'].map((key) =>
              t(`customers.reasons.${key}`),
            ),
          }
        : {})}
      pending={change.pending}
      problem={change.problem}
      onConfirm={(reason) => status && change.run({ status, reason })}
      onClose={() => {
        change.reset();
        onClose();
      }}
    >
      {status && <p style={{ margin: 0 }}>{t(`customers.explain.${status}`)}</p>}
    </ConfirmAction>
  );
}

interface LimitValues {
  limited: boolean;
  limit?: string;
  reason?: string;
}

export function LimitDialog({ customer, open, onClose }: DialogProps) {
  const { t } = useTranslation();
  const own = useCompanyCurrency();
  const [form] = Form.useForm<LimitValues>();
  const limited = Form.useWatch('limited', form) ?? customer.credit_limit !== null;
  const save = useCommand({
    run: (values: LimitValues, key) =>
      setLimit(
        customer,
        values.limited ? (values.limit ?? '') : null,
        values.reason?.trim() ?? '',
        key,
      ),
    invalidates: REFRESHED,
    success: t('common.saved'),
    onSuccess: onClose,
  });
  return (
    <FormDialog<LimitValues>
      open={open}
      title={t('customers.action.limit')}
      command={save}
      form={form}
      initial={{
        limited: customer.credit_limit !== null,
        limit: customer.credit_limit ?? '',
      }}
      onClose={onClose}
    >
      <Form.Item name="limited" label={t('customers.limited')} valuePropName="checked">
        <Switch />
      </Form.Item>
      {limited && (
        <Form.Item
          name="limit"
          label={t('customers.field.credit_limit')}
          extra={t('customers.limitExplain')}
          rules={[{ required: true, message: t('errors.fields.required') }]}
        >
          <AmountInput currency={own} autoFocus aria-label={t('customers.field.credit_limit')} />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={t('common.reason')}
        rules={[{ required: true, whitespace: true, message: t('common.reasonRequired') }]}
      >
        <Input maxLength={300} />
      </Form.Item>
    </FormDialog>
  );
}
