import { useTranslation } from 'react-i18next';
import { Facts } from '@/components/document/doc-layout';
import { LineTable } from '@/components/document/line-table';
import { Panel } from '@/components/ui/page';
import { StatusTag } from '@/components/ui/status-tag';
import type { CustomerView } from '../api';

/** 开票资料, addresses, contacts and accounts, to read and to copy from. */
export function CustomerFacts({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation();
  const field = (key: string) => t(`customers.field.${key}`);
  return (
    <>
      <Panel title={t('customers.section.tax')}>
        <Facts
          items={[
            { label: field('invoice_title'), value: customer.invoice_title || customer.name },
            {
              label: field('tax_id'),
              value: <span className="jq-num">{customer.tax_id || '–'}</span>,
            },
            {
              label: field('tax_address'),
              value: [customer.tax_address, customer.tax_phone].filter(Boolean).join(' '),
            },
            {
              label: field('tax_bank'),
              value: [customer.tax_bank, customer.tax_account].filter(Boolean).join(' '),
            },
            { label: field('invoice_email'), value: customer.invoice_email },
            { label: field('aliases'), value: customer.aliases.join(t('common.listSeparator')) },
          ]}
        />
      </Panel>
      {customer.contacts.length > 0 && (
        <Panel title={t('customers.section.contacts')} flush>
          <LineTable
            label={t('customers.section.contacts')}
            rows={customer.contacts}
            rowKey={(c) => `${c.name}${c.phone}`}
            columns={[
              {
                key: 'name',
                title: field('contactName'),
                render: (c) => [c.name, c.title].filter(Boolean).join(' · '),
              },
              { key: 'phone', title: field('phone'), render: (c) => c.phone },
              { key: 'email', title: field('email'), render: (c) => c.email },
              { key: 'duty', title: field('duty'), render: (c) => c.duty },
            ]}
          />
        </Panel>
      )}
      {customer.addresses.length > 0 && (
        <Panel title={t('customers.section.addresses')} flush>
          <LineTable
            label={t('customers.section.addresses')}
            rows={customer.addresses}
            rowKey={(a) => `${a.kind}${a.address}`}
            columns={[
              {
                key: 'kind',
                title: field('addressKind'),
                render: (a) => t(`customers.addressKind.${a.kind}`, { defaultValue: a.kind }),
              },
              {
                key: 'address',
                title: field('address'),
                render: (a) => (
                  <>
                    {a.address}{' '}
                    {a.is_default && (
                      <StatusTag status="default" tone="active" label={field('isDefault')} />
                    )}
                  </>
                ),
              },
              {
                key: 'recipient',
                title: field('recipient'),
                render: (a) => [a.recipient, a.phone].filter(Boolean).join(' '),
              },
            ]}
          />
        </Panel>
      )}
      {customer.bank_accounts.length > 0 && (
        <Panel title={t('customers.section.banks')} flush>
          <LineTable
            label={t('customers.section.banks')}
            rows={customer.bank_accounts}
            rowKey={(b) => b.account}
            columns={[
              { key: 'bank', title: field('bank'), render: (b) => b.bank },
              {
                key: 'account',
                title: field('account'),
                render: (b) => <span className="jq-num">{b.account}</span>,
              },
              { key: 'holder', title: field('holder'), render: (b) => b.holder },
            ]}
          />
        </Panel>
      )}
    </>
  );
}
