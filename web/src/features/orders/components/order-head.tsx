import { AutoComplete, Form, Input, Segmented, Select, type FormInstance } from 'antd';
import { useTranslation } from 'react-i18next';
import { DateInput } from '@/components/form/date-range';
import { EntitySelect } from '@/components/form/entity-select';
import { customerSource, termsSource } from '@/components/form/sources';
import { AmountInput } from '@/components/money/amount-input';
import { CURRENCIES } from '@/lib/money';
import type { HeadValues } from '../lib/order-draft';
import styles from './order-head.module.css';

export interface OrderHeadProps {
  form: FormInstance<HeadValues>;
  initial: HeadValues;
  head: HeadValues;
  onChange: (values: HeadValues) => void;
  /** Addresses of the customer. */
  addresses: readonly string[];
  /** Another order carries the same purchase order number. */
  poWarning?: string | undefined;
  lockCustomer: boolean;
}

/** Everything about an order but its lines. */
export function OrderHead(props: OrderHeadProps) {
  const { t } = useTranslation();
  const { head } = props;
  return (
    <Form<HeadValues>
      form={props.form}
      layout="vertical"
      initialValues={props.initial}
      onValuesChange={(_, all) => props.onChange(all)}
      className={styles.form}
    >
      <Form.Item
        name="customer_id"
        label={t('fields.customer')}
        className={styles.wide}
        rules={[{ required: true, message: t('errors.fields.required') }]}
      >
        <EntitySelect
          source={customerSource}
          autoFocus={!props.lockCustomer}
          disabled={props.lockCustomer}
          allowClear={false}
          aria-label={t('fields.customer')}
        />
      </Form.Item>
      <Form.Item
        name="customer_po"
        label={t('orders.col.po')}
        {...(props.poWarning ? { validateStatus: 'warning' as const, help: props.poWarning } : {})}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="ordered_on" label={t('orders.col.date')}>
        <DateInput aria-label={t('orders.col.date')} allowClear={false} />
      </Form.Item>
      <Form.Item name="requested_on" label={t('fields.requested_date')}>
        <DateInput aria-label={t('fields.requested_date')} />
      </Form.Item>
      <Form.Item name="terms_id" label={t('fields.terms')}>
        <EntitySelect source={termsSource} aria-label={t('fields.terms')} />
      </Form.Item>
      <Form.Item name="currency" label={t('fields.currency')}>
        <Select
          showSearch
          aria-label={t('fields.currency')}
          options={CURRENCIES.map((code) => ({ value: code, label: code }))}
        />
      </Form.Item>
      <Form.Item name="tax_inclusive" label={t('orders.field.prices')}>
        <Segmented
          block
          options={[
            { value: true, label: t('orders.field.inclusive') },
            { value: false, label: t('orders.field.exclusive') },
          ]}
        />
      </Form.Item>
      <Form.Item name="discount" label={t('orders.field.discount')}>
        <AmountInput
          {...(head.currency ? { currency: head.currency } : {})}
          aria-label={t('orders.field.discount')}
        />
      </Form.Item>
      <Form.Item name="ship_to" label={t('orders.field.shipTo')} className={styles.long}>
        <AutoComplete
          options={props.addresses.map((value) => ({ value }))}
          aria-label={t('orders.field.shipTo')}
          maxLength={300}
        />
      </Form.Item>
      <Form.Item name="special" label={t('orders.field.special')} className={styles.wide}>
        <Input.TextArea
          autoSize={{ minRows: 1, maxRows: 4 }}
          maxLength={2000}
          placeholder={t('orders.field.specialHint')}
        />
      </Form.Item>
      <Form.Item name="note" label={t('fields.note')} className={styles.wide}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={2000} />
      </Form.Item>
    </Form>
  );
}
