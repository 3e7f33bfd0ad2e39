import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Form, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './customer-form.module.css';

interface RowsProps {
  name: string;
  add: string;
  blank: object;
  children: (field: number) => ReactNode;
}

/** Rows of one kind: each with its fields and a way to remove it. */
function Rows({ name, add, blank, children }: RowsProps) {
  const { t } = useTranslation();
  return (
    <Form.List name={name}>
      {(fields, { add: addRow, remove }) => (
        <div className={styles.rows}>
          {fields.map((field) => (
            <div key={field.key} className={styles.row}>
              {children(field.name)}
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t('common.delete')}
                onClick={() => remove(field.name)}
              />
            </div>
          ))}
          <Button
            type="dashed"
            icon={<PlusOutlined />}
            onClick={() => addRow({ ...blank, is_default: fields.length === 0 })}
          >
            {add}
          </Button>
        </div>
      )}
    </Form.List>
  );
}

function Cell({
  at,
  label,
  wide,
  required,
}: {
  at: (string | number)[];
  label: string;
  wide?: boolean;
  required?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Form.Item
      name={at}
      className={wide ? styles.wideCell : styles.cell}
      rules={
        required ? [{ required: true, whitespace: true, message: t('errors.fields.required') }] : []
      }
    >
      <Input placeholder={label} aria-label={label} maxLength={300} />
    </Form.Item>
  );
}

export function AddressRows() {
  const { t } = useTranslation();
  return (
    <Rows name="addresses" add={t('customers.addAddress')} blank={{ kind: 'delivery' }}>
      {(at) => (
        <>
          <Form.Item name={[at, 'kind']} className={styles.narrowCell}>
            <Select
              aria-label={t('customers.field.addressKind')}
              options={['delivery', 'invoice'].map((value) => ({
                value,
                label: t(`customers.addressKind.${value}`),
              }))}
            />
          </Form.Item>
          <Cell at={[at, 'address']} label={t('customers.field.address')} wide required />
          <Cell at={[at, 'recipient']} label={t('customers.field.recipient')} />
          <Cell at={[at, 'phone']} label={t('customers.field.phone')} />
          <Form.Item name={[at, 'is_default']} valuePropName="checked" className={styles.check}>
            <Checkbox>{t('customers.field.isDefault')}</Checkbox>
          </Form.Item>
        </>
      )}
    </Rows>
  );
}

export function ContactRows() {
  const { t } = useTranslation();
  return (
    <Rows name="contacts" add={t('customers.addContact')} blank={{}}>
      {(at) => (
        <>
          <Cell at={[at, 'name']} label={t('customers.field.contactName')} required />
          <Cell at={[at, 'title']} label={t('customers.field.title')} />
          <Cell at={[at, 'phone']} label={t('customers.field.phone')} />
          <Cell at={[at, 'email']} label={t('customers.field.email')} wide />
          <Cell at={[at, 'duty']} label={t('customers.field.duty')} />
        </>
      )}
    </Rows>
  );
}

export function BankRows() {
  const { t } = useTranslation();
  return (
    <Rows name="bank_accounts" add={t('customers.addBank')} blank={{}}>
      {(at) => (
        <>
          <Cell at={[at, 'bank']} label={t('customers.field.bank')} wide />
          <Cell at={[at, 'account']} label={t('customers.field.account')} wide required />
          <Cell at={[at, 'holder']} label={t('customers.field.holder')} />
        </>
      )}
    </Rows>
  );
}
