import { PlusOutlined } from '@ant-design/icons';
import { Button, Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LineTable } from '@/components/document/line-table';
import { DateInput } from '@/components/form/date-range';
import { FormDialog } from '@/components/form/form-dialog';
import { PriceInput } from '@/components/money/amount-input';
import { PercentText } from '@/components/money/money-text';
import { PercentInput } from '@/components/money/percent-input';
import { Panel } from '@/components/ui/page';
import { StatusTag } from '@/components/ui/status-tag';
import { today } from '@/lib/dates';
import { http } from '@/lib/http';
import { CURRENCIES, formatQty } from '@/lib/money';
import { useCan } from '@/lib/permissions';
import { useCompanyCurrency } from '@/lib/session';
import { useCommand } from '@/lib/use-command';
import { productKeys, type PriceRow, type ProductView, type TaxRow } from '../api';
import { newestFirst, standing } from '../lib/dated';

interface Entry {
  valid_from: string;
  currency?: string;
  price?: string;
  tax_rate?: string;
}

/** List prices by date: what held when, and what will hold. */
export function PricePanel({ product }: { product: ProductView }) {
  const { t } = useTranslation();
  const rows = newestFirst(product.prices);
  return (
    <Panel
      title={t('products.prices')}
      flush
      extra={<AddButton product={product} kind="price" label={t('products.newPrice')} />}
    >
      <LineTable<PriceRow>
        label={t('products.prices')}
        rows={rows}
        rowKey={(r) => `${r.currency}${r.valid_from}`}
        empty={t('products.noPrices')}
        columns={[
          { key: 'from', title: t('products.col.from'), render: (r) => r.valid_from },
          { key: 'currency', title: t('fields.currency'), render: (r) => r.currency },
          {
            key: 'price',
            title: t('products.col.listPrice'),
            figure: true,
            render: (r) => formatQty(r.price, 2),
          },
          {
            key: 'state',
            title: '',
            render: (r) => (
              <Standing
                value={standing(
                  r,
                  product.prices.filter((p) => p.currency === r.currency),
                  today(),
                )}
              />
            ),
          },
        ]}
      />
    </Panel>
  );
}

export function TaxPanel({ product }: { product: ProductView }) {
  const { t } = useTranslation();
  return (
    <Panel
      title={t('products.taxRates')}
      flush
      extra={<AddButton product={product} kind="tax" label={t('products.newRate')} />}
    >
      <LineTable<TaxRow>
        label={t('products.taxRates')}
        rows={newestFirst(product.tax_rates)}
        rowKey={(r) => r.valid_from}
        columns={[
          { key: 'from', title: t('products.col.from'), render: (r) => r.valid_from },
          {
            key: 'rate',
            title: t('fields.tax_rate'),
            figure: true,
            render: (r) =>
              r.treatment === 'taxed' ? (
                <PercentText value={r.tax_rate} />
              ) : (
                t(`products.treatment.${r.treatment}`, { defaultValue: r.treatment })
              ),
          },
          {
            key: 'state',
            title: '',
            render: (r) => <Standing value={standing(r, product.tax_rates, today())} />,
          },
        ]}
      />
    </Panel>
  );
}

function Standing({ value }: { value: 'now' | 'later' | 'past' }) {
  const { t } = useTranslation();
  const tone = value === 'now' ? 'success' : value === 'later' ? 'info' : 'neutral';
  return <StatusTag status={value} tone={tone} label={t(`products.standing.${value}`)} />;
}

function AddButton({
  product,
  kind,
  label,
}: {
  product: ProductView;
  kind: 'price' | 'tax';
  label: string;
}) {
  const { t } = useTranslation();
  const can = useCan();
  const own = useCompanyCurrency();
  const [open, setOpen] = useState(false);
  const save = useCommand({
    run: (entry: Entry, key) =>
      http.post(`/products/${product.id}/${kind === 'price' ? 'prices' : 'tax-rates'}`, entry, {
        key,
        version: product.version,
      }),
    invalidates: [productKeys.all, ['timeline']],
    success: t('common.saved'),
    onSuccess: () => setOpen(false),
  });
  const required = [{ required: true, message: t('errors.fields.required') }];
  if (!can('products.write')) return null;
  return (
    <>
      <Button size="small" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <FormDialog<Entry>
        open={open}
        title={label}
        width={420}
        command={save}
        initial={{ valid_from: today(), ...(kind === 'price' ? { currency: own } : {}) }}
        onClose={() => setOpen(false)}
      >
        <Form.Item name="valid_from" label={t('products.col.from')} rules={required}>
          <DateInput allowClear={false} aria-label={t('products.col.from')} />
        </Form.Item>
        {kind === 'price' ? (
          <>
            <Form.Item name="currency" label={t('fields.currency')} rules={required}>
              <Select options={CURRENCIES.map((value) => ({ value, label: value }))} showSearch />
            </Form.Item>
            <Form.Item name="price" label={t('products.col.listPrice')} rules={required}>
              <PriceInput autoFocus aria-label={t('products.col.listPrice')} />
            </Form.Item>
          </>
        ) : (
          <Form.Item name="tax_rate" label={t('fields.tax_rate')} rules={required}>
            <PercentInput autoFocus aria-label={t('fields.tax_rate')} />
          </Form.Item>
        )}
      </FormDialog>
    </>
  );
}
