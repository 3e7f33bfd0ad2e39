import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TwoLines } from '@/components/document/line-table';
import { MasterPanel } from '@/components/document/master-panel';
import { FormDialog } from '@/components/form/form-dialog';
import { http } from '@/lib/http';
import { CURRENCIES } from '@/lib/money';
import { useCompanyCurrency } from '@/lib/session';
import { useCommand } from '@/lib/use-command';
import { bankKeys, readBankAccounts, type BankAccount } from '../api';

const METHODS: readonly BankAccount['method'][] = ['bank', 'cash', 'wallet'];

interface Values {
  code: string;
  name: string;
  bank?: string;
  account?: string;
  currency?: string;
  method: string;
  active?: boolean;
}

/** Where money arrives: bank accounts, wallets, cash boxes. */
export function BankAccountsPanel() {
  const { t } = useTranslation();
  const own = useCompanyCurrency();
  const [edited, setEdited] = useState<BankAccount | 'new' | null>(null);
  const now = edited === 'new' ? null : edited;
  const query = useQuery({
    queryKey: bankKeys.all,
    queryFn: ({ signal }) => readBankAccounts(signal),
  });
  const save = useCommand({
    run: (values: Values, key) => {
      const body = {
        ...values,
        bank: values.bank?.trim() ?? '',
        account: values.account?.trim() ?? '',
      };
      return now
        ? http.patch(`/bank-accounts/${now.id}`, body, { key, version: now.version })
        : http.post('/bank-accounts', body, { key });
    },
    invalidates: [bankKeys.all, ['receipts']],
    success: t('common.saved'),
    onSuccess: () => setEdited(null),
  });
  const required = [{ required: true, whitespace: true, message: t('errors.fields.required') }];
  return (
    <>
      <MasterPanel<BankAccount>
        title={t('settings.tab.banks')}
        newLabel={t('settings.banks.new')}
        permission="settings.write"
        query={query}
        empty={t('settings.banks.none')}
        onNew={() => setEdited('new')}
        onEdit={setEdited}
        columns={[
          { key: 'code', title: t('fields.code'), width: 90, render: (r) => r.code },
          { key: 'name', title: t('fields.name'), width: 110, render: (r) => r.name },
          {
            key: 'method',
            title: t('settings.banks.method'),
            width: 90,
            render: (r) => t(`settings.banks.methods.${r.method}`),
          },
          {
            key: 'bank',
            title: t('settings.company.bank_name'),
            width: 200,
            render: (r) => (
              <TwoLines
                main={r.bank || r.account || '–'}
                sub={r.bank && <span className="jq-num">{r.account}</span>}
              />
            ),
          },
          { key: 'currency', title: t('fields.currency'), render: (r) => r.currency },
        ]}
      />
      <FormDialog<Values>
        open={edited !== null}
        title={now ? `${now.code} ${now.name}` : t('settings.banks.new')}
        width={600}
        columns
        command={save}
        initial={
          now
            ? {
                code: now.code,
                name: now.name,
                bank: now.bank,
                account: now.account,
                method: now.method,
                active: now.active,
              }
            : { currency: own, method: 'bank' }
        }
        onClose={() => setEdited(null)}
      >
        <Form.Item name="name" label={t('fields.name')} rules={required}>
          <Input
            maxLength={60}
            autoFocus
            autoComplete="off"
            placeholder={t('settings.banks.nameHint')}
          />
        </Form.Item>
        <Form.Item name="code" label={t('fields.code')} rules={required}>
          <Input maxLength={20} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="method"
          label={t('settings.banks.method')}
          extra={t('settings.banks.methodHelp')}
        >
          <Select
            options={METHODS.map((value) => ({
              value,
              label: t(`settings.banks.methods.${value}`),
            }))}
          />
        </Form.Item>
        {now ? (
          <Form.Item label={t('fields.currency')} extra={t('settings.banks.currencyHelp')}>
            <Input value={now.currency} disabled aria-label={t('fields.currency')} />
          </Form.Item>
        ) : (
          <Form.Item
            name="currency"
            label={t('fields.currency')}
            extra={t('settings.banks.currencyHelp')}
          >
            <Select showSearch options={CURRENCIES.map((value) => ({ value, label: value }))} />
          </Form.Item>
        )}
        <Form.Item name="bank" label={t('settings.company.bank_name')}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="account" label={t('settings.company.bank_account')}>
          <Input maxLength={60} className="jq-num" autoComplete="off" />
        </Form.Item>
        {now && (
          <Form.Item name="active" label={t('settings.banks.offered')} valuePropName="checked">
            <Switch />
          </Form.Item>
        )}
      </FormDialog>
    </>
  );
}
