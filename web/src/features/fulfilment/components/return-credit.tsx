import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { DateInput } from '@/components/form/date-range';
import { FormDialog } from '@/components/form/form-dialog';
import { MoneyText } from '@/components/money/money-text';
import { today } from '@/lib/dates';
import { http } from '@/lib/http';
import { sub } from '@/lib/money';
import { useCommand } from '@/lib/use-command';
import { returnKeys, type ReturnView } from '../api';

interface Values {
  issued_on: string;
  bureau_number?: string;
  remark?: string;
}

export interface CreditDialogProps {
  doc: ReturnView;
  open: boolean;
  onClose: () => void;
}

/** Red invoices (02 销货退回) for what was invoiced of the goods that came back. */
export function CreditDialog({ doc, open, onClose }: CreditDialogProps) {
  const { t } = useTranslation();
  const credit = useCommand({
    run: ({ issued_on, bureau_number, remark }: Values, key) =>
      http.post(
        `/returns/${doc.id}/credit`,
        {
          issued_on,
          remark: remark?.trim() ?? '',
          ...(bureau_number?.trim() ? { bureau_number: bureau_number.trim() } : {}),
        },
        { key, version: doc.version },
      ),
    invalidates: [returnKeys.all, ['invoices'], ['customers'], ['timeline']],
    success: t('returns.credited'),
    onSuccess: onClose,
  });
  return (
    <FormDialog<Values>
      open={open}
      title={t('returns.credit')}
      onClose={onClose}
      command={credit}
      confirmLabel={t('returns.credit')}
      initial={{ issued_on: today() }}
      intro={
        <p style={{ marginTop: 0 }}>
          {t('returns.creditText')}{' '}
          <MoneyText value={sub(doc.credited, doc.billed)} currency={doc.currency} symbol strong />
        </p>
      }
    >
      <Form.Item name="issued_on" label={t('invoices.col.issued')}>
        <DateInput allowClear={false} aria-label={t('invoices.col.issued')} />
      </Form.Item>
      <Form.Item
        name="bureau_number"
        label={t('invoices.col.bureau')}
        extra={t('invoices.bureauHelp')}
      >
        <Input maxLength={30} autoComplete="off" autoFocus className="jq-num" />
      </Form.Item>
      <Form.Item name="remark" label={t('invoices.remark')}>
        <Input maxLength={230} />
      </Form.Item>
    </FormDialog>
  );
}
