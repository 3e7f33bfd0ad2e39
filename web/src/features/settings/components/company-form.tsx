import { SaveOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '@/components/document/doc-layout';
import { useFieldErrors } from '@/components/form/use-field-errors';
import { AmountInput } from '@/components/money/amount-input';
import { PercentInput } from '@/components/money/percent-input';
import { Can } from '@/components/ui/can';
import { Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { QueryView } from '@/components/ui/query-view';
import { PanelSkeleton } from '@/components/ui/skeletons';
import { UnsavedGuard } from '@/components/ui/unsaved-guard';
import { http } from '@/lib/http';
import { sharedKeys } from '@/lib/query-keys';
import { useCan } from '@/lib/permissions';
import { isUscc } from '@/lib/uscc';
import { useCommand } from '@/lib/use-command';
import { companyKeys, readCompany, type Company } from '../api';
import styles from './settings.module.css';

type Values = Omit<
  Company,
  'id' | 'code' | 'currency' | 'accounting_standard' | 'utc_offset_minutes' | 'version'
>;

/** Legal data as printed on documents, and the rules this company works by. */
export function CompanySettings() {
  const query = useQuery({
    queryKey: companyKeys.all,
    queryFn: ({ signal }) => readCompany(signal),
  });
  return (
    <QueryView query={query} skeleton={<PanelSkeleton />}>
      {(company) => <CompanyForm key={company.version} company={company} />}
    </QueryView>
  );
}

function CompanyForm({ company }: { company: Company }) {
  const { t } = useTranslation();
  const writer = useCan()('settings.write');
  const [form] = Form.useForm<Values>();
  const [dirty, setDirty] = useState(false);
  const save = useCommand({
    run: (values: Values, key) =>
      http.patch<Company>('/company', values, { key, version: company.version }),
    invalidates: [companyKeys.all, sharedKeys.session],
    success: t('common.saved'),
    onSuccess: () => setDirty(false),
  });
  useFieldErrors(form, save.problem);
  const field = (name: keyof Values, wide = false, max = 200) => (
    <Form.Item
      name={name}
      label={t(`settings.company.${name}`)}
      className={wide ? styles.wide : undefined}
    >
      <Input maxLength={max} autoComplete="off" />
    </Form.Item>
  );
  const choice = (name: 'receivable_on' | 'credit_check', options: readonly string[]) => (
    <Form.Item
      name={name}
      label={t(`settings.company.${name}`)}
      extra={t(`settings.company.help.${name}`)}
    >
      <Select
        options={options.map((value) => ({ value, label: t(`settings.${name}.${value}`) }))}
      />
    </Form.Item>
  );
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      disabled={!writer}
      className={styles.form}
      initialValues={company}
      onValuesChange={() => setDirty(true)}
      onFinish={save.run}
    >
      <UnsavedGuard dirty={dirty} />
      <Panel title={t('settings.section.fixed')}>
        <Facts
          items={[
            {
              label: t('auth.setup.standard'),
              value: t(`auth.setup.standards.${company.accounting_standard}`),
            },
            { label: t('settings.company.currency'), value: company.currency },
            { label: t('fields.code'), value: company.code },
            {
              label: t('settings.company.zone'),
              value: `UTC${company.utc_offset_minutes < 0 ? '−' : '+'}${Math.abs(company.utc_offset_minutes) / 60}`,
            },
          ]}
        />
      </Panel>
      <Panel title={t('settings.section.legal')}>
        <div className={styles.grid}>
          <Form.Item
            name="name"
            label={t('auth.setup.companyName')}
            className={styles.wide}
            rules={[{ required: true, whitespace: true, message: t('errors.fields.required') }]}
          >
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          {field('name_en', true)}
          <Form.Item
            name="uscc"
            label={t('auth.setup.uscc')}
            rules={[
              {
                warningOnly: true,
                validator: (_, value?: string) =>
                  !value || isUscc(value)
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('errors.fields.uscc'))),
              },
            ]}
          >
            <Input maxLength={18} className="jq-num" autoComplete="off" />
          </Form.Item>
          {field('phone', false, 40)}
          {field('address', true)}
          {field('bank_name', true, 100)}
          {field('bank_account', false, 60)}
        </div>
      </Panel>
      <Panel title={t('settings.section.rules')}>
        <div className={styles.grid}>
          {choice('receivable_on', ['signoff', 'dispatch'])}
          {choice('credit_check', ['pass', 'warn', 'hold'])}
          <Form.Item
            name="count_undelivered"
            label={t('settings.company.count_undelivered')}
            extra={t('settings.company.help.count_undelivered')}
            valuePropName="checked"
          >
            <Switch />
          </Form.Item>
          <Form.Item
            name="over_tolerance"
            label={t('settings.company.over_tolerance')}
            extra={t('settings.company.help.over_tolerance')}
          >
            <PercentInput aria-label={t('settings.company.over_tolerance')} />
          </Form.Item>
          <Form.Item
            name="under_tolerance"
            label={t('settings.company.under_tolerance')}
            extra={t('settings.company.help.under_tolerance')}
          >
            <PercentInput aria-label={t('settings.company.under_tolerance')} />
          </Form.Item>
          <Form.Item
            name="write_off_limit"
            label={t('settings.company.write_off_limit')}
            extra={t('settings.company.help.write_off_limit')}
          >
            <AmountInput
              currency={company.currency}
              aria-label={t('settings.company.write_off_limit')}
            />
          </Form.Item>
          <Form.Item
            name="bill_weight"
            label={t('settings.company.bill_weight')}
            extra={t('settings.company.help.bill_weight')}
          >
            <PercentInput aria-label={t('settings.company.bill_weight')} />
          </Form.Item>
        </div>
      </Panel>
      <ProblemAlert error={save.problem} onClose={save.reset} />
      <Can permission="settings.write">
        <div className={styles.foot}>
          <Button
            type="primary"
            htmlType="submit"
            icon={<SaveOutlined />}
            loading={save.pending}
            disabled={!dirty}
          >
            {t('common.save')}
          </Button>
          <span className={styles.soft}>{t('settings.company.help.old')}</span>
        </div>
      </Can>
    </Form>
  );
}
