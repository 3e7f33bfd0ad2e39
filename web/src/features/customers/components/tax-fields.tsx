import { CheckCircleOutlined } from '@ant-design/icons';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { checkTaxId } from '../lib/customer-form';
import styles from './customer-form.module.css';

/** 开票资料, checked while it is typed; the server checks again. */
export function TaxFields() {
  const { t } = useTranslation();
  const id = (Form.useWatch('tax_id') as string | undefined) ?? '';
  const country = ((Form.useWatch('country') as string | undefined) ?? 'CN').toUpperCase();
  const check = checkTaxId(id, country || 'CN');
  return (
    <div className={styles.grid}>
      <Form.Item
        name="invoice_title"
        label={t('customers.field.invoice_title')}
        extra={t('customers.titleHelp')}
        className={styles.wide}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="tax_id"
        label={t('customers.field.tax_id')}
        className={styles.wide}
        validateTrigger="onBlur"
        extra={
          check === 'ok' && (
            <span style={{ color: 'var(--jq-success)' }}>
              <CheckCircleOutlined /> {t('customers.taxId.ok')}
            </span>
          )
        }
        rules={[
          {
            validator: (_, value?: string) => {
              const result = checkTaxId(value ?? '', country || 'CN');
              return result === 'length' || result === 'checksum'
                ? Promise.reject(new Error(t(`customers.taxId.${result}`)))
                : Promise.resolve();
            },
            warningOnly: true,
          },
        ]}
      >
        <Input maxLength={20} autoComplete="off" className="jq-num" />
      </Form.Item>
      <Form.Item
        name="tax_address"
        label={t('customers.field.tax_address')}
        className={styles.wide}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="tax_phone" label={t('customers.field.tax_phone')}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="invoice_email" label={t('customers.field.invoice_email')}>
        <Input maxLength={72} type="email" />
      </Form.Item>
      <Form.Item name="tax_bank" label={t('customers.field.tax_bank')} className={styles.wide}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item
        name="tax_account"
        label={t('customers.field.tax_account')}
        className={styles.wide}
      >
        <Input maxLength={50} className="jq-num" />
      </Form.Item>
    </div>
  );
}
