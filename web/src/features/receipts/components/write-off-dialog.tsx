import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/components/form/form-dialog';
import { AmountInput } from '@/components/money/amount-input';
import { MoneyText } from '@/components/money/money-text';
import { http } from '@/lib/http';
import { abs } from '@/lib/money';
import { useCommand } from '@/lib/use-command';
import { REFRESHED, type OpenItem } from '../api';

const KINDS = ['rounding', 'bank_fee', 'discount'] as const;

interface WriteOff {
  kind: string;
  amount: string;
  reason?: string;
}

/** A small difference nobody will pay any more. */
export function WriteOffDialog({
  item,
  amount,
  onClose,
}: {
  item: OpenItem | null;
  /** What is proposed: the rest that the allocation leaves. */
  amount: string;
  onClose: (done: boolean) => void;
}) {
  const { t } = useTranslation();
  const save = useCommand({
    run: (input: WriteOff, key) =>
      http.post(
        '/write-offs',
        {
          item_id: item?.id ?? '',
          kind: input.kind,
          currency: item?.currency ?? '',
          amount: input.amount,
          reason: input.reason?.trim() ?? '',
        },
        { key },
      ),
    invalidates: REFRESHED,
    success: t('receipts.done.writeOff'),
    onSuccess: () => onClose(true),
  });
  return (
    <FormDialog<WriteOff>
      open={item !== null}
      title={t('receipts.ask.writeOff', { number: item?.document_no ?? '' })}
      onClose={() => onClose(false)}
      command={save}
      confirmLabel={t('receipts.action.writeOff')}
      danger
      initial={{ kind: 'rounding', amount }}
      intro={
        item && (
          <p style={{ marginTop: 0, color: 'var(--jq-text-soft)' }}>
            {t('receipts.col.open')}{' '}
            <MoneyText value={abs(item.open)} currency={item.currency} symbol strong />
          </p>
        )
      }
    >
      <Form.Item name="kind" label={t('receipts.writeOffKind')}>
        <Select
          options={KINDS.map((value) => ({ value, label: t(`receipts.writeOff.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="amount"
        label={t('fields.amount')}
        rules={[{ required: true, message: t('errors.fields.required') }]}
      >
        <AmountInput currency={item?.currency ?? 'CNY'} autoFocus />
      </Form.Item>
      <Form.Item name="reason" label={t('common.reason')}>
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}
