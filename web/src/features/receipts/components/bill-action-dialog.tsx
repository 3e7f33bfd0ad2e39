import { MinusCircleOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { DateInput } from '@/components/form/date-range';
import { FormDialog } from '@/components/form/form-dialog';
import { AmountInput } from '@/components/money/amount-input';
import { MoneyText } from '@/components/money/money-text';
import { PercentInput } from '@/components/money/percent-input';
import { today } from '@/lib/dates';
import { useCommand } from '@/lib/use-command';
import { readBankAccounts, receiptKeys } from '../api';
import { actOnBill, BILL_REFRESHED, type Bill, type BillAction } from '../bills';
import {
  asksAccount,
  asksDay,
  asksRecognition,
  bodyOf,
  needsReason,
  PARTY,
  partsOf,
  type ActionValues,
} from '../lib/bill-actions';
import { Effect } from './bill-effect';

const DANGEROUS: readonly BillAction[] = ['dishonour', 'reverse', 'take_back'];

/** One step in the life of a bill, with its effect shown before it is done. */
export function BillActionDialog(props: {
  bill: Bill;
  action: BillAction | null;
  onClose: () => void;
}) {
  const { bill, action, onClose } = props;
  return action ? <ActionForm key={action} bill={bill} action={action} onClose={onClose} /> : null;
}

function ActionForm({
  bill,
  action,
  onClose,
}: {
  bill: Bill;
  action: BillAction;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [form] = Form.useForm<ActionValues>();
  const money = asksAccount(bill, action);
  const accounts = useQuery({
    queryKey: receiptKeys.extra('bank-accounts'),
    queryFn: ({ signal }) => readBankAccounts(signal),
    enabled: money,
  });
  const own = (accounts.data ?? []).filter((a) => a.active && a.currency === 'CNY');
  const watched = Form.useWatch([], form) as ActionValues | undefined;
  const values: ActionValues = { on: today(), ...watched };
  const complete = { ...values, bank_account_id: values.bank_account_id ?? own[0]?.id ?? '' };
  const body = bodyOf(bill, action, complete);
  const command = useCommand({
    run: (_: ActionValues, key) => actOnBill(bill, action, body ?? {}, key),
    invalidates: BILL_REFRESHED,
    success: t(`bills.done.${action}`),
    onSuccess: onClose,
  });
  const party = PARTY[action];
  const parts = action === 'split' ? partsOf(bill.amount, values.parts ?? []) : null;
  return (
    <FormDialog<ActionValues>
      open
      title={`${t(`bills.action.${action}`)} ${bill.number}`}
      width={560}
      onClose={onClose}
      command={command}
      form={form}
      confirmLabel={t(`bills.action.${action}`)}
      danger={DANGEROUS.includes(action)}
      blocked={body === null}
      readProblem={accounts.error}
      initial={{ on: today(), parts: [''] }}
    >
      <p style={{ marginTop: 0, color: 'var(--jq-text-soft)' }}>
        {t(`bills.explain.${action}`)} {t('fields.amount')}{' '}
        <MoneyText value={bill.amount} symbol strong />
      </p>
      {asksDay(action) && (
        <Form.Item name="on" label={t('bills.field.on')}>
          <DateInput allowClear={false} aria-label={t('bills.field.on')} />
        </Form.Item>
      )}
      {party && (
        <Form.Item name="party" label={t(`bills.field.${party}`)} required>
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      )}
      {money && (
        <Form.Item name="bank_account_id" label={t('bills.field.account')}>
          <Select
            loading={accounts.isLoading}
            placeholder={own[0]?.name ?? ''}
            options={own.map((a) => ({ value: a.id, label: a.name }))}
          />
        </Form.Item>
      )}
      {action === 'discount' && <DiscountFields />}
      {asksRecognition(action) && (
        <Form.Item
          name="recognition"
          label={t('bills.field.recognition')}
          extra={t('bills.recognitionHelp')}
        >
          <Select
            allowClear
            placeholder={t(
              bill.acceptor_class === 'high_grade'
                ? 'bills.recognition.derecognised'
                : 'bills.recognition.kept',
            )}
            options={(['derecognised', 'kept'] as const).map((value) => ({
              value,
              label: t(`bills.recognition.${value}`),
            }))}
          />
        </Form.Item>
      )}
      {action === 'split' && <Parts rest={parts?.at(-1) ?? null} />}
      {action !== 'split' && (
        <Form.Item name="reason" label={t('common.reason')} required={needsReason(action)}>
          <Input maxLength={500} autoComplete="off" />
        </Form.Item>
      )}
      <Effect bill={bill} action={action} body={body} />
    </FormDialog>
  );
}

function DiscountFields() {
  const { t } = useTranslation();
  return (
    <div style={{ display: 'grid', gap: '0 16px', gridTemplateColumns: '1fr 1fr 1fr' }}>
      <Form.Item name="rate" label={t('bills.field.rate')}>
        <PercentInput aria-label={t('bills.field.rate')} />
      </Form.Item>
      <Form.Item name="extra_days" label={t('bills.field.extraDays')}>
        <Input inputMode="numeric" maxLength={2} className="jq-num" placeholder="0" />
      </Form.Item>
      <Form.Item name="net" label={t('bills.field.net')}>
        <AmountInput currency="CNY" placeholder={t('bills.netFromRate')} />
      </Form.Item>
    </div>
  );
}

/** Amounts to cut off; what is left is the last part. */
function Parts({ rest }: { rest: string | null }) {
  const { t } = useTranslation();
  return (
    <Form.List name="parts">
      {(fields, { add, remove }) => (
        <div style={{ display: 'grid', gap: 8, marginBottom: 16 }}>
          {fields.map((field, index) => (
            <div key={field.key} style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
              <span style={{ width: 72 }}>{t('bills.part', { number: index + 1 })}</span>
              <Form.Item name={field.name} noStyle>
                <AmountInput currency="CNY" aria-label={t('bills.part', { number: index + 1 })} />
              </Form.Item>
              {fields.length > 1 && (
                <Button
                  type="text"
                  aria-label={t('bills.removePart')}
                  icon={<MinusCircleOutlined />}
                  onClick={() => remove(field.name)}
                />
              )}
            </div>
          ))}
          <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
            <span style={{ width: 72, color: 'var(--jq-text-soft)' }}>{t('bills.rest')}</span>
            <MoneyText value={rest} strong />
            <Button type="link" icon={<PlusOutlined />} onClick={() => add('')}>
              {t('bills.addPart')}
            </Button>
          </div>
        </div>
      )}
    </Form.List>
  );
}
