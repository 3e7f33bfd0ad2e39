import { Form, Input, Switch } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DateInput } from '@/components/form/date-range';
import { EntitySelect } from '@/components/form/entity-select';
import { FormDialog } from '@/components/form/form-dialog';
import { customerSource } from '@/components/form/sources';
import { AmountInput } from '@/components/money/amount-input';
import { today } from '@/lib/dates';
import { http } from '@/lib/http';
import { paths } from '@/lib/paths';
import { useCommand } from '@/lib/use-command';
import { BILL_REFRESHED, type Bill } from '../bills';

interface Entry {
  customer_id?: string;
  package_no?: string;
  interval?: string;
  amount?: string;
  issued_on?: string;
  due_on?: string;
  received_on?: string;
  acceptor?: string;
  drawer?: string;
  drawer_account?: string;
  drawer_bank?: string;
  payee?: string;
  endorser?: string;
  transferable?: boolean;
  note?: string;
}

const TEXTS = [
  'drawer',
  'drawer_account',
  'drawer_bank',
  'payee',
  'endorser',
  'note',
] as const satisfies readonly (keyof Entry)[];

/** A bill a customer paid with. */
export function BillEnterDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [form] = Form.useForm<Entry>();
  const enter = useCommand({
    run: (entry: Entry, key) =>
      http.post<Bill>(
        '/bills',
        {
          customer_id: entry.customer_id ?? '',
          package_no: entry.package_no ?? '',
          interval: entry.interval?.trim() || '0',
          ...(entry.amount ? { amount: entry.amount } : {}),
          issued_on: entry.issued_on ?? '',
          due_on: entry.due_on ?? '',
          received_on: entry.received_on ?? '',
          acceptor: entry.acceptor?.trim() ?? '',
          transferable: entry.transferable ?? true,
          ...Object.fromEntries(TEXTS.map((name) => [name, entry[name]?.trim() ?? ''])),
        },
        { key },
      ),
    invalidates: BILL_REFRESHED,
    success: t('bills.done.enter'),
    onSuccess: (made) => {
      onClose();
      void navigate({ to: paths.bill(made.id) });
    },
  });
  const required = [{ required: true, message: t('errors.fields.required') }];
  const text = (name: (typeof TEXTS)[number], wide = false) => (
    <Form.Item
      name={name}
      label={t(`bills.field.${name}`)}
      {...(wide ? { style: { gridColumn: '1/-1' } } : {})}
    >
      <Input maxLength={200} autoComplete="off" />
    </Form.Item>
  );
  const day = (name: 'issued_on' | 'due_on' | 'received_on') => (
    <Form.Item name={name} label={t(`bills.field.${name}`)} rules={required}>
      <DateInput allowClear={false} aria-label={t(`bills.field.${name}`)} />
    </Form.Item>
  );
  return (
    <FormDialog<Entry>
      open={open}
      title={t('bills.new')}
      width={720}
      onClose={onClose}
      command={enter}
      form={form}
      columns
      initial={{ received_on: today(), transferable: true }}
    >
      <Form.Item name="customer_id" label={t('fields.customer')} rules={required}>
        <EntitySelect source={customerSource} autoFocus aria-label={t('fields.customer')} />
      </Form.Item>
      {day('received_on')}
      <Form.Item
        name="package_no"
        label={t('bills.field.package_no')}
        rules={required}
        extra={t('bills.packageHelp')}
        style={{ gridColumn: '1/-1' }}
      >
        <Input maxLength={60} autoComplete="off" className="jq-num" />
      </Form.Item>
      <Form.Item name="interval" label={t('bills.field.interval')} extra={t('bills.intervalHelp')}>
        <Input maxLength={40} autoComplete="off" className="jq-num" placeholder="0" />
      </Form.Item>
      <Form.Item name="amount" label={t('bills.field.amount')} extra={t('bills.amountHelp')}>
        <AmountInput currency="CNY" />
      </Form.Item>
      {day('issued_on')}
      {day('due_on')}
      <Form.Item
        name="acceptor"
        label={t('bills.field.acceptor')}
        rules={required}
        extra={t('bills.acceptorHelp')}
      >
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      {text('drawer')}
      {text('drawer_bank')}
      {text('drawer_account')}
      {text('endorser')}
      {text('payee')}
      <Form.Item name="transferable" label={t('bills.field.transferable')} valuePropName="checked">
        <Switch />
      </Form.Item>
      {text('note')}
    </FormDialog>
  );
}
