import { Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { DateInput } from '@/components/form/date-range';
import { EntitySelect } from '@/components/form/entity-select';
import { termsSource } from '@/components/form/sources';
import { useFieldErrors } from '@/components/form/use-field-errors';
import { MoneyText } from '@/components/money/money-text';
import { ProblemAlert } from '@/components/ui/problem-alert';
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
  const [form] = Form.useForm<Issue>();
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
  useFieldErrors(form, issue.problem);
  return (
    <Modal
      open={open}
      title={t('invoices.ask.issue')}
      onCancel={onClose}
      afterClose={issue.reset}
      onOk={() => form.submit()}
      okText={t('invoices.action.issue')}
      cancelText={t('common.cancel')}
      confirmLoading={issue.pending}
      destroyOnHidden
    >
      <p style={{ marginTop: 0 }}>
        {invoice.buyer_name} ·{' '}
        <MoneyText value={invoice.total} currency={invoice.currency} symbol strong />
      </p>
      <p style={{ color: 'var(--jq-text-soft)' }}>{t('invoices.explain.issue')}</p>
      <Form<Issue>
        form={form}
        layout="vertical"
        preserve={false}
        initialValues={{ issued_on: today() }}
        onFinish={issue.run}
      >
        <Form.Item name="issued_on" label={t('invoices.col.issued')}>
          <DateInput allowClear={false} aria-label={t('invoices.col.issued')} />
        </Form.Item>
        <BureauNumber />
      </Form>
      <ProblemAlert error={issue.problem} />
    </Modal>
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
  const [form] = Form.useForm<{ bureau_number: string }>();
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
  useFieldErrors(form, save.problem);
  return (
    <Modal
      open={open}
      title={t('invoices.action.bureau')}
      onCancel={onClose}
      afterClose={save.reset}
      onOk={() => form.submit()}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      confirmLoading={save.pending}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        initialValues={{ bureau_number: invoice.bureau_number ?? '' }}
        onFinish={save.run}
      >
        <BureauNumber required />
      </Form>
      <ProblemAlert error={save.problem} />
    </Modal>
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
  const [form] = Form.useForm<Draft>();
  const save = useCommand({
    run: (draft: Draft, key) =>
      http.patch(`/invoices/${invoice.id}`, draft, { key, version: invoice.version }),
    invalidates: REFRESHED,
    success: t('common.saved'),
    onSuccess: onClose,
  });
  useFieldErrors(form, save.problem);
  const { terms_id, remark, buyer_name, buyer_tax_id, buyer_address, buyer_bank } = invoice;
  return (
    <Modal
      open={open}
      title={t('invoices.action.edit')}
      onCancel={onClose}
      afterClose={save.reset}
      onOk={() => form.submit()}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      confirmLoading={save.pending}
      destroyOnHidden
    >
      <Form<Draft>
        form={form}
        layout="vertical"
        preserve={false}
        initialValues={{
          form: invoice.form,
          terms_id,
          remark,
          buyer_name,
          buyer_tax_id,
          buyer_address,
          buyer_bank,
        }}
        onFinish={save.run}
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
      </Form>
      <ProblemAlert error={save.problem} />
    </Modal>
  );
}
