import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DateInput } from '@/components/form/date-range';
import { EntitySelect } from '@/components/form/entity-select';
import { customerSource } from '@/components/form/sources';
import { FormDialog } from '@/components/form/form-dialog';
import { AmountInput } from '@/components/money/amount-input';
import { today } from '@/lib/dates';
import { http } from '@/lib/http';
import { paths } from '@/lib/paths';
import { useCommand } from '@/lib/use-command';
import { readBankAccounts, receiptKeys, REFRESHED, type Receipt } from '../api';

interface Entry {
  customer_id?: string;
  bank_account_id?: string;
  received_on: string;
  amount?: string;
  fee?: string;
  bank_ref?: string;
  payer?: string;
  payer_account?: string;
  text?: string;
}

/** Money that arrived; whose it is may be said later. */
export function EnterDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [form] = Form.useForm<Entry>();
  const accounts = useQuery({
    queryKey: receiptKeys.extra('bank-accounts'),
    queryFn: ({ signal }) => readBankAccounts(signal),
    enabled: open,
  });
  const active = (accounts.data ?? []).filter((a) => a.active);
  const chosen = Form.useWatch('bank_account_id', form) ?? active[0]?.id;
  const currency = active.find((a) => a.id === chosen)?.currency ?? 'CNY';
  const enter = useCommand({
    run: (entry: Entry, key) =>
      http.post<Receipt>(
        '/receipts',
        {
          ...(entry.customer_id ? { customer_id: entry.customer_id } : {}),
          bank_account_id: entry.bank_account_id ?? active[0]?.id ?? '',
          received_on: entry.received_on,
          currency,
          amount: entry.amount ?? '',
          ...(entry.fee ? { fee: entry.fee } : {}),
          ...(entry.bank_ref?.trim() ? { bank_ref: entry.bank_ref.trim() } : {}),
          payer: entry.payer?.trim() ?? '',
          payer_account: entry.payer_account?.trim() ?? '',
          text: entry.text?.trim() ?? '',
        },
        { key },
      ),
    invalidates: REFRESHED,
    success: t('receipts.done.enter'),
    onSuccess: (made) => {
      onClose();
      void navigate({ to: paths.receipt(made.id) });
    },
  });
  const required = [{ required: true, message: t('errors.fields.required') }];
  return (
    <FormDialog<Entry>
      open={open}
      title={t('receipts.new')}
      width={680}
      onClose={onClose}
      command={enter}
      form={form}
      columns
      initial={{ received_on: today() }}
      readProblem={accounts.error}
    >
      <Form.Item name="customer_id" label={t('fields.customer')} extra={t('receipts.claimLater')}>
        <EntitySelect source={customerSource} autoFocus aria-label={t('fields.customer')} />
      </Form.Item>
      <Form.Item
        label={t('receipts.col.account')}
        name="bank_account_id"
        {...(accounts.isSuccess && active.length === 0
          ? { validateStatus: 'error' as const, help: t('receipts.noAccount') }
          : {})}
      >
        <Select
          loading={accounts.isLoading}
          placeholder={active[0] ? `${active[0].name} (${active[0].currency})` : ''}
          options={active.map((a) => ({ value: a.id, label: `${a.name} (${a.currency})` }))}
        />
      </Form.Item>
      <Form.Item name="received_on" label={t('receipts.col.received')}>
        <DateInput allowClear={false} aria-label={t('receipts.col.received')} />
      </Form.Item>
      <Form.Item name="amount" label={t('fields.amount')} rules={required}>
        <AmountInput currency={currency} />
      </Form.Item>
      <Form.Item name="bank_ref" label={t('receipts.col.ref')} extra={t('receipts.refHelp')}>
        <Input maxLength={100} autoComplete="off" className="jq-num" />
      </Form.Item>
      <Form.Item name="fee" label={t('receipts.col.fee')} extra={t('receipts.feeHelp')}>
        <AmountInput currency={currency} />
      </Form.Item>
      <Form.Item name="payer" label={t('receipts.col.payer')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="payer_account" label={t('receipts.col.payerAccount')}>
        <Input maxLength={60} autoComplete="off" className="jq-num" />
      </Form.Item>
      <Form.Item name="text" label={t('receipts.col.text')} style={{ gridColumn: '1/-1' }}>
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}
