import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { DateInput } from '@/components/form/date-range';
import { EntitySelect } from '@/components/form/entity-select';
import { termsSource } from '@/components/form/sources';
import { FormDialog } from '@/components/form/form-dialog';
import { MoneyText } from '@/components/money/money-text';
import { today } from '@/lib/dates';
import { http } from '@/lib/http';
import { useCommand } from '@/lib/use-command';
import { invoiceKeys, type InvoiceView } from '../api';
import { FORMS, looksLikeBureauNumber } from '../lib/invoice-rules';

export interface InvoiceDialogProps {
  invoice: InvoiceView;
  open: boolean;
  onClose: () => void;
}

export const REFRESHED = [invoiceKeys.all, ['orders'], ['customers'], ['timeline']];

interface Issue {
  issued_on: string;
  bureau_number?: string;
}

/** From draft to receivable: the day, and the bureau's number when it is known already. */
export function IssueDialog({ invoice, open, onClose }: InvoiceDialogProps) {
  const { t } = useTranslation();
  const issue = useCommand({
    run: ({ issued_on, bureau_number }: Issue, key) =>
      http.post(
        `/invoices/${invoice.id}/issue`,
        {
          issued_on,
          ...(bureau_number?.trim() ? { bureau_number: bureau_number.trim() } : {}),
        },
        { key, version: invoice.version },
      ),
    invalidates: REFRESHED,
    success: t('invoices.done.issue'),
    onSuccess: onClose,
  });
  return (
    <FormDialog<Issue>
      open={open}
      title={t('invoices.ask.issue')}
      command={issue}
      initial={{ issued_on: today() }}
      confirmLabel={t('invoices.action.issue')}
      onClose={onClose}
      intro={
        <>
          <p style={{ marginTop: 0 }}>
            {invoice.buyer_name} ·{' '}
            <MoneyText value={invoice.total} currency={invoice.currency} symbol strong />
          </p>
          <p style={{ color: 'var(--jq-text-soft)' }}>{t('invoices.explain.issue')}</p>
        </>
      }
    >
      <Form.Item name="issued_on" label={t('invoices.col.issued')}>
        <DateInput allowClear={false} aria-label={t('invoices.col.issued')} />
      </Form.Item>
      <BureauNumber />
    </FormDialog>
  );
}

export function BureauNumber({ required }: { required?: boolean }) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name="bureau_number"
      label={t('invoices.col.bureau')}
      extra={t('invoices.bureauHelp')}
      rules={[
        ...(required ? [{ required: true, message: t('errors.fields.required') }] : []),
        {
          warningOnly: true,
          validator: (_, value?: string) =>
            !value || looksLikeBureauNumber(value)
              ? Promise.resolve()
              : Promise.reject(new Error(t('invoices.bureauShape', { length: value.length }))),
        },
      ]}
    >
      <Input maxLength={30} autoComplete="off" inputMode="numeric" autoFocus className="jq-num" />
    </Form.Item>
  );
}

/** The number the bureau gave, entered once the invoice is out. */
export function BureauDialog({ invoice, open, onClose }: InvoiceDialogProps) {
  const { t } = useTranslation();
  const save = useCommand({
    run: ({ bureau_number }: { bureau_number: string }, key) =>
      http.put(
        `/invoices/${invoice.id}/bureau-number`,
        { bureau_number: bureau_number.trim() },
        { key, version: invoice.version },
      ),
    invalidates: REFRESHED,
    success: t('common.saved'),
    onSuccess: onClose,
  });
  return (
    <FormDialog<{ bureau_number: string }>
      open={open}
      title={t('invoices.action.bureau')}
      command={save}
      initial={{ bureau_number: invoice.bureau_number ?? '' }}
      onClose={onClose}
    >
      <BureauNumber required />
    </FormDialog>
  );
}

interface Draft {
  form: string;
  terms_id: string;
  remark: string;
  buyer_name: string;
  buyer_tax_id: string;
  buyer_address: string;
  buyer_bank: string;
}

/** Form, terms, buyer and remark of a draft. */
export function DraftDialog({ invoice, open, onClose }: InvoiceDialogProps) {
  const { t } = useTranslation();
  const save = useCommand({
    run: (draft: Draft, key) =>
      http.patch(`/invoices/${invoice.id}`, draft, { key, version: invoice.version }),
    invalidates: REFRESHED,
    success: t('common.saved'),
    onSuccess: onClose,
  });
  const { terms_id, remark, buyer_name, buyer_tax_id, buyer_address, buyer_bank } = invoice;
  return (
    <FormDialog<Draft>
      open={open}
      title={t('invoices.action.edit')}
      command={save}
      initial={{
        form: invoice.form,
        terms_id,
        remark,
        buyer_name,
        buyer_tax_id,
        buyer_address,
        buyer_bank,
      }}
      onClose={onClose}
    >
      <Form.Item name="form" label={t('invoices.col.form')}>
        <Select
          autoFocus
          options={FORMS.map((value) => ({ value, label: t(`invoices.form.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="terms_id" label={t('fields.terms')}>
        <EntitySelect source={termsSource} allowClear={false} aria-label={t('fields.terms')} />
      </Form.Item>
      <Form.Item name="buyer_name" label={t('customers.field.invoice_title')}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="buyer_tax_id" label={t('customers.field.tax_id')}>
        <Input maxLength={20} className="jq-num" />
      </Form.Item>
      <Form.Item name="buyer_address" label={t('invoices.buyer.address')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="buyer_bank" label={t('invoices.buyer.bank')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="remark" label={t('invoices.remark')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={230} showCount />
      </Form.Item>
    </FormDialog>
  );
}
