import { Button, Form, Modal, Select } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LineTable, type LineColumn } from '@/components/document/line-table';
import { DateInput } from '@/components/form/date-range';
import { useFieldErrors } from '@/components/form/use-field-errors';
import { QtyInput } from '@/components/money/amount-input';
import { MoneyText, QtyText } from '@/components/money/money-text';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { today } from '@/lib/dates';
import { http } from '@/lib/http';
import { isZero, trimZeros } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCommand } from '@/lib/use-command';
import type { InvoiceLine } from '../api';
import { creditable, creditLines, creditTotal, RED_REASONS } from '../lib/invoice-rules';
import { REFRESHED, type InvoiceDialogProps } from './invoice-dialogs';
import styles from './invoice.module.css';

interface Head {
  reason: string;
  issued_on: string;
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
  const lines = invoice.lines.filter((l) => !isZero(creditable(l)));
  const [quantities, setQuantities] = useState<Record<string, string>>(() =>
    Object.fromEntries(lines.map((l) => [l.id, trimZeros(creditable(l))])),
  );
  const wanted = creditLines(invoice, quantities);
  const credit = useCommand({
    run: (head: Head, key) =>
      http.post<{ id: string }>(
        `/invoices/${invoice.id}/credit`,
        { ...head, lines: wanted },
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
      render: (l) => <QtyText value={creditable(l)} unit={l.unit} />,
    },
    {
      key: 'qty',
      title: t('invoices.col.creditQty'),
      figure: true,
      width: 140,
      render: (l) => (
        <QtyInput
          unit={l.unit}
          value={quantities[l.id] ?? ''}
          aria-label={`${t('invoices.col.creditQty')} ${l.line_no}`}
          onChange={(qty) => setQuantities((old) => ({ ...old, [l.id]: qty }))}
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
      <div className={styles.lines}>
        <LineTable
          label={t('invoices.lines')}
          columns={columns}
          rows={lines}
          rowKey={(l) => l.id}
        />
      </div>
      <ProblemAlert error={credit.problem} />
      <div className={styles.foot}>
        <span className={styles.sum}>
          {t('invoices.creditSum')}{' '}
          <MoneyText
            value={creditTotal(invoice, quantities)}
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
          disabled={wanted.length === 0}
        >
          {t('invoices.action.credit')}
        </Button>
      </div>
    </Form>
  );
}
