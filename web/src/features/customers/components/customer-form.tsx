import { SaveOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Form, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { EntitySelect } from '@/components/form/entity-select';
import { departmentSource, termsSource, userSource } from '@/components/form/sources';
import { useFieldErrors } from '@/components/form/use-field-errors';
import { AmountInput } from '@/components/money/amount-input';
import { ActionBar } from '@/components/ui/action-bar';
import { Page, Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { UnsavedGuard } from '@/components/ui/unsaved-guard';
import { http } from '@/lib/http';
import { CURRENCIES } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCompanyCurrency } from '@/lib/session';
import { useCommand } from '@/lib/use-command';
import { customerKeys, type CustomerView } from '../api';
import { customerBody, valuesOf, type CustomerValues } from '../lib/customer-form';
import { AddressRows, BankRows, ContactRows } from './customer-rows';
import { TaxFields } from './tax-fields';
import styles from './customer-form.module.css';

/** Everything about a customer on one page, in the order people know it. */
export function CustomerForm({ customer }: { customer?: CustomerView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const own = useCompanyCurrency();
  const [form] = Form.useForm<CustomerValues>();
  const [dirty, setDirty] = useState(false);
  const save = useCommand({
    run: async (values: CustomerValues, key) => {
      const body = customerBody(values, !customer);
      if (!customer) return (await http.post<{ id: string }>('/customers', body, { key })).id;
      await http.patch(`/customers/${customer.id}`, body, { key, version: customer.version });
      return customer.id;
    },
    invalidates: [customerKeys.all],
    success: t('common.saved'),
    onSuccess: (id) => {
      flushSync(() => setDirty(false));
      void navigate({ to: paths.customer(id) });
    },
  });
  useFieldErrors(form, save.problem);
  const required = [{ required: true, whitespace: true, message: t('errors.fields.required') }];
  return (
    <Page
      title={customer ? customer.name : t('customers.new')}
      back={customer ? paths.customer(customer.id) : paths.customers}
      actions={
        <ActionBar
          actions={[
            {
              key: 'save',
              label: t('common.save'),
              icon: <SaveOutlined />,
              primary: true,
              hotkey: 'mod+s',
              loading: save.pending,
              run: () => form.submit(),
            },
          ]}
        />
      }
    >
      <UnsavedGuard dirty={dirty} />
      <Form<CustomerValues>
        form={form}
        layout="vertical"
        scrollToFirstError={{ block: 'center' }}
        initialValues={
          customer ? valuesOf(customer) : { currency: own, country: 'CN', cut_off_day: 31 }
        }
        onValuesChange={() => setDirty(true)}
        onFinish={save.run}
        className={styles.page}
      >
        <ProblemAlert error={save.problem} onClose={save.reset} />
        <Panel title={t('customers.section.basic')}>
          <div className={styles.grid}>
            <Form.Item
              name="name"
              label={t('fields.name')}
              rules={required}
              className={styles.wide}
            >
              <Input autoFocus maxLength={200} autoComplete="off" />
            </Form.Item>
            <Form.Item
              name="code"
              label={t('fields.code')}
              {...(customer ? {} : { extra: t('customers.codeHelp') })}
            >
              <Input maxLength={40} disabled={!!customer} autoComplete="off" />
            </Form.Item>
            <Form.Item name="name_en" label={t('customers.field.name_en')}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name="region" label={t('customers.field.region')}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="channel" label={t('customers.field.channel')}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="country" label={t('customers.field.country')}>
              <Input maxLength={2} style={{ textTransform: 'uppercase' }} />
            </Form.Item>
          </div>
        </Panel>
        <Panel title={t('customers.section.tax')}>
          <TaxFields />
        </Panel>
        <Panel title={t('customers.section.settlement')}>
          <div className={styles.grid}>
            <Form.Item name="terms_id" label={t('fields.terms')} rules={required}>
              <EntitySelect
                source={termsSource}
                allowClear={false}
                aria-label={t('fields.terms')}
              />
            </Form.Item>
            <Form.Item name="currency" label={t('fields.currency')} rules={required}>
              <Select
                showSearch
                aria-label={t('fields.currency')}
                options={CURRENCIES.map((value) => ({ value, label: value }))}
              />
            </Form.Item>
            {!customer && (
              <Form.Item
                name="credit_limit"
                label={t('customers.field.credit_limit')}
                extra={t('customers.limitHelp')}
              >
                <AmountInput currency={own} aria-label={t('customers.field.credit_limit')} />
              </Form.Item>
            )}
            <Form.Item
              name="cut_off_day"
              label={t('customers.field.cut_off_day')}
              extra={t('customers.cutOffHelp')}
            >
              <InputNumber min={1} max={31} style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name="owner_id" label={t('fields.owner')}>
              <EntitySelect source={userSource} aria-label={t('fields.owner')} />
            </Form.Item>
            <Form.Item name="department_id" label={t('fields.department')}>
              <EntitySelect source={departmentSource} aria-label={t('fields.department')} />
            </Form.Item>
          </div>
        </Panel>
        <Panel title={t('customers.section.addresses')}>
          <AddressRows />
        </Panel>
        <Panel title={t('customers.section.contacts')}>
          <ContactRows />
        </Panel>
        <Panel title={t('customers.section.banks')}>
          <BankRows />
          <Form.Item
            name="aliases"
            label={t('customers.field.aliases')}
            extra={t('customers.aliasHelp')}
            style={{ marginTop: 16, marginBottom: 0 }}
          >
            <Select
              mode="tags"
              open={false}
              tokenSeparators={[',', '，', ';', '；']}
              suffixIcon={null}
            />
          </Form.Item>
        </Panel>
        <Panel title={t('fields.note')}>
          <Form.Item name="note" noStyle>
            <Input.TextArea
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={2000}
              aria-label={t('fields.note')}
            />
          </Form.Item>
        </Panel>
      </Form>
    </Page>
  );
}
