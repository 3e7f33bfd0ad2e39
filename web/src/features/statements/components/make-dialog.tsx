import { Form, Select } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EntitySelect } from '@/components/form/entity-select';
import { FormDialog } from '@/components/form/form-dialog';
import { customerSource } from '@/components/form/sources';
import { today } from '@/lib/dates';
import { CURRENCIES } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCompanyCurrency } from '@/lib/session';
import { useCommand } from '@/lib/use-command';
import { makeStatement, statementKeys, type MakeInput } from '../api';
import { usualPeriod } from '../lib/statement';
import { PeriodFields } from './period-fields';

/** One statement, for a customer and a period; then it is shown. */
export function MakeDialog({
  open,
  customer,
  currency,
  onClose,
}: {
  open: boolean;
  customer?: string | undefined;
  currency?: string | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const own = useCompanyCurrency();
  const navigate = useNavigate();
  const [form] = Form.useForm<MakeInput>();
  const make = useCommand({
    run: makeStatement,
    invalidates: [statementKeys.all, ['timeline']],
    success: (made) =>
      t(made.made ? 'statements.done.made' : 'statements.done.unchanged', { number: made.number }),
    onSuccess: (made) => void navigate({ to: paths.statement(made.id) }),
  });
  const required = [{ required: true, message: t('errors.fields.required') }];
  return (
    <FormDialog<MakeInput>
      open={open}
      title={t('statements.make')}
      command={make}
      form={form}
      columns
      confirmLabel={t('statements.makeIt')}
      initial={{
        currency: currency ?? own,
        ...(customer ? { customer_id: customer } : {}),
        ...usualPeriod(today()),
      }}
      onClose={onClose}
    >
      <Form.Item
        name="customer_id"
        label={t('fields.customer')}
        rules={required}
        style={{ gridColumn: '1/-1' }}
      >
        <EntitySelect
          source={customerSource}
          autoFocus={!customer}
          aria-label={t('fields.customer')}
          onChange={(_, option) => {
            const data = option?.data as { currency?: string } | undefined;
            if (data?.currency) form.setFieldValue('currency', data.currency);
          }}
        />
      </Form.Item>
      <PeriodFields form={form} />
      <Form.Item name="currency" label={t('fields.currency')} rules={required}>
        <Select showSearch options={CURRENCIES.map((value) => ({ value, label: value }))} />
      </Form.Item>
    </FormDialog>
  );
}
