import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Form, Select, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LineTable, TwoLines } from '@/components/document/line-table';
import { DateInput } from '@/components/form/date-range';
import { EntitySelect } from '@/components/form/entity-select';
import { FormDialog } from '@/components/form/form-dialog';
import { productSource } from '@/components/form/sources';
import { PriceInput } from '@/components/money/amount-input';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { StatusTag } from '@/components/ui/status-tag';
import { today } from '@/lib/dates';
import { CURRENCIES, formatQty } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import { useCommand } from '@/lib/use-command';
import {
  customerKeys,
  readPrices,
  removePrice,
  setPrice,
  type AgreedPrice,
  type PriceInput as PriceValues,
} from '../api';
import { inOrder, standingOf } from '../lib/prices';
import styles from './price-list.module.css';

const TONE = { now: 'success', later: 'info', past: 'neutral' } as const;

/** 协议价: what was agreed with the customer; outranks the list price when orders are checked. */
export function PriceList({ customer, currency }: { customer: string; currency: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const write = can('products.write');
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<AgreedPrice | null>(null);
  const query = useQuery({
    queryKey: customerKeys.part(customer, 'prices'),
    queryFn: ({ signal }) => readPrices(customer, signal),
  });
  const remove = useCommand({
    run: (price: AgreedPrice, key) => removePrice(customer, price, key),
    invalidates: [customerKeys.all, ['timeline']],
    success: t('customers.price.removed'),
    onSuccess: () => setLeaving(null),
  });
  if (query.error) {
    return (
      <div style={{ padding: 16 }}>
        <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  if (!query.data) {
    return (
      <div style={{ padding: 16 }}>
        <Skeleton active title={false} paragraph={{ rows: 4 }} />
      </div>
    );
  }
  const rows = inOrder(query.data.items);
  return (
    <>
      <div className={styles.bar}>
        <span>{t('customers.price.hint')}</span>
        {write && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {t('customers.price.add')}
          </Button>
        )}
      </div>
      <div className={styles.rows}>
        <LineTable<AgreedPrice>
          label={t('customers.price.title')}
          rows={rows}
          rowKey={(p) => p.product_id + p.currency + p.valid_from}
          rowTone={(p) => (standingOf(p, rows, today()) === 'past' ? 'muted' : undefined)}
          empty={t('customers.price.none')}
          columns={[
            {
              key: 'product',
              title: t('fields.product'),
              render: (p) => (
                <TwoLines
                  main={<Link to={paths.product(p.product_id)}>{p.sku}</Link>}
                  sub={p.name}
                />
              ),
            },
            { key: 'currency', title: t('fields.currency'), render: (p) => p.currency },
            {
              key: 'price',
              title: t('customers.price.title'),
              figure: true,
              render: (p) => formatQty(p.price, 2),
            },
            { key: 'from', title: t('customers.price.from'), render: (p) => p.valid_from },
            { key: 'to', title: t('customers.price.to'), render: (p) => p.valid_to ?? '–' },
            {
              key: 'state',
              title: t('fields.status'),
              render: (p) => {
                const state = standingOf(p, rows, today());
                return (
                  <StatusTag
                    status={state}
                    tone={TONE[state]}
                    label={t(`products.standing.${state}`)}
                  />
                );
              },
            },
            {
              key: 'remove',
              title: '',
              figure: true,
              render: (p) =>
                write && (
                  <Button
                    type="text"
                    size="small"
                    icon={<DeleteOutlined />}
                    aria-label={t('customers.price.remove')}
                    onClick={() => setLeaving(p)}
                  />
                ),
            },
          ]}
        />
      </div>
      <AddPrice
        customer={customer}
        currency={currency}
        open={adding}
        onClose={() => setAdding(false)}
      />
      <ConfirmAction
        open={leaving !== null}
        title={t('customers.price.askRemove', { sku: leaving?.sku ?? '' })}
        confirmLabel={t('customers.price.remove')}
        danger
        pending={remove.pending}
        problem={remove.problem}
        onConfirm={() => leaving && remove.run(leaving)}
        onClose={() => {
          remove.reset();
          setLeaving(null);
        }}
      >
        <p style={{ margin: 0 }}>{t('customers.price.removeText')}</p>
      </ConfirmAction>
    </>
  );
}

function AddPrice({
  customer,
  currency,
  open,
  onClose,
}: {
  customer: string;
  currency: string;
  open: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const save = useCommand({
    run: (values: PriceValues, key) => setPrice(customer, values, key),
    invalidates: [customerKeys.all, ['timeline']],
    success: t('common.saved'),
    onSuccess: onClose,
  });
  const required = [{ required: true, message: t('errors.fields.required') }];
  return (
    <FormDialog<PriceValues>
      open={open}
      title={t('customers.price.add')}
      command={save}
      columns
      initial={{ currency, valid_from: today() }}
      onClose={onClose}
    >
      <Form.Item
        name="product_id"
        label={t('fields.product')}
        rules={required}
        style={{ gridColumn: '1/-1' }}
      >
        <EntitySelect source={productSource} autoFocus aria-label={t('fields.product')} />
      </Form.Item>
      <Form.Item name="price" label={t('customers.price.title')} rules={required}>
        <PriceInput aria-label={t('customers.price.title')} />
      </Form.Item>
      <Form.Item name="currency" label={t('fields.currency')} rules={required}>
        <Select showSearch options={CURRENCIES.map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item name="valid_from" label={t('customers.price.from')} rules={required}>
        <DateInput allowClear={false} aria-label={t('customers.price.from')} />
      </Form.Item>
      <Form.Item
        name="valid_to"
        label={t('customers.price.to')}
        extra={t('customers.price.openEnd')}
      >
        <DateInput aria-label={t('customers.price.to')} />
      </Form.Item>
    </FormDialog>
  );
}
