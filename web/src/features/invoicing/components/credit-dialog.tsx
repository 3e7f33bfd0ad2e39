import { Button, Form, Input, Modal, Select } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LineTable, type LineColumn } from '@/components/document/line-table';
import { DateInput } from '@/components/form/date-range';
import { useFieldErrors } from '@/components/form/use-field-errors';
import { AmountInput } from '@/components/money/amount-input';
import { MoneyText } from '@/components/money/money-text';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { today } from '@/lib/dates';
import { http } from '@/lib/http';
import { isZero } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCommand } from '@/lib/use-command';
import type { InvoiceLine } from '../api';
import { ALLOWANCE, creditable, creditLines, creditTotal, RED_REASONS } from '../lib/invoice-rules';
import { BureauNumber, REFRESHED, type InvoiceDialogProps } from './invoice-dialogs';
import styles from './invoice.module.css';

interface Head {
  reason: string;
  issued_on: string;
  bureau_number?: string;
  remark?: string;
}

/** A red-letter invoice to a blue one, whole or in part. */
export function CreditDialog(props: InvoiceDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      open={props.open}
      title={t('invoices.ask.credit', { number: props.invoice.number })}
      onCancel={props.onClose}
      width={820}
      footer={null}
      destroyOnHidden
    >
      <CreditForm {...props} />
    </Modal>
  );
}

function CreditForm({ invoice, onClose }: InvoiceDialogProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [form] = Form.useForm<Head>();
  const reason = Form.useWatch('reason', form) ?? '01';
  const allowance = reason === ALLOWANCE;
  const lines = invoice.lines.filter((l) => !isZero(creditable(l)));
  const [amounts, setAmounts] = useState<Record<string, string>>({});
  const wanted = creditLines(invoice, amounts);
  const credit = useCommand({
    run: ({ bureau_number, remark, ...head }: Head, key) =>
      http.post<{ id: string }>(
        `/invoices/${invoice.id}/credit`,
        {
          ...head,
          remark: remark?.trim() ?? '',
          ...(bureau_number?.trim() ? { bureau_number: bureau_number.trim() } : {}),
          lines: head.reason === ALLOWANCE ? wanted : [],
        },
        { key, version: invoice.version },
      ),
    invalidates: REFRESHED,
    success: t('invoices.done.credit'),
    onSuccess: (made) => {
      onClose();
      void navigate({ to: paths.invoice(made.id) });
    },
  });
  useFieldErrors(form, credit.problem);
  const columns: LineColumn<InvoiceLine>[] = [
    { key: 'name', title: t('invoices.col.goods'), width: 200, render: (l) => l.name },
    {
      key: 'left',
      title: t('invoices.col.creditable'),
      figure: true,
      render: (l) => <MoneyText value={creditable(l)} currency={invoice.currency} />,
    },
    {
      key: 'amount',
      title: t('invoices.col.creditAmount'),
      figure: true,
      width: 170,
      render: (l) => (
        <AmountInput
          currency={invoice.currency}
          value={amounts[l.id] ?? ''}
          aria-label={`${t('invoices.col.creditAmount')} ${l.line_no}`}
          onChange={(value) => setAmounts((old) => ({ ...old, [l.id]: value }))}
        />
      ),
    },
  ];
  return (
    <Form<Head>
      form={form}
      layout="vertical"
      initialValues={{ issued_on: today(), reason: '01' }}
      onFinish={credit.run}
    >
      <div style={{ display: 'grid', gap: '0 16px', gridTemplateColumns: '2fr 1fr' }}>
        <Form.Item name="reason" label={t('invoices.redReason')}>
          <Select
            autoFocus
            options={RED_REASONS.map((value) => ({
              value,
              label: `${value} ${t(`invoices.red.${value}`)}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="issued_on" label={t('invoices.col.issued')}>
          <DateInput allowClear={false} aria-label={t('invoices.col.issued')} />
        </Form.Item>
      </div>
      <div style={{ display: 'grid', gap: '0 16px', gridTemplateColumns: '1fr 2fr' }}>
        <BureauNumber />
        <Form.Item name="remark" label={t('invoices.remark')}>
          <Input maxLength={230} />
        </Form.Item>
      </div>
      {!allowance && <p className={styles.quiet}>{t('invoices.creditWhole')}</p>}
      {allowance && (
        <div className={styles.lines}>
          <LineTable
            label={t('invoices.lines')}
            columns={columns}
            rows={lines}
            rowKey={(l) => l.id}
          />
        </div>
      )}
      <ProblemAlert error={credit.problem} />
      <div className={styles.foot}>
        <span className={styles.sum}>
          {t('invoices.creditSum')}{' '}
          <MoneyText
            value={creditTotal(invoice, allowance ? wanted : 'all')}
            currency={invoice.currency}
            symbol
            strong
          />
        </span>
        <Button onClick={onClose} disabled={credit.pending}>
          {t('common.cancel')}
        </Button>
        <Button
          type="primary"
          danger
          htmlType="submit"
          loading={credit.pending}
          disabled={allowance && wanted.length === 0}
        >
          {t('invoices.action.credit')}
        </Button>
      </div>
    </Form>
  );
}
