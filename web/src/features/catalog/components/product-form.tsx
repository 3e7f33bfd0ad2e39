import { SaveOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Form, Input, Switch } from 'antd';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { PercentInput } from '@/components/money/percent-input';
import { PriceInput, QtyInput } from '@/components/money/amount-input';
import { useFieldErrors } from '@/components/form/use-field-errors';
import { ActionBar } from '@/components/ui/action-bar';
import { Page, Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { UnsavedGuard } from '@/components/ui/unsaved-guard';
import { http } from '@/lib/http';
import { isZero, trimZeros } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import { useCommand } from '@/lib/use-command';
import { productKeys, type ProductValues, type ProductView } from '../api';
import { productBody } from '../lib/product-body';
import styles from './product.module.css';

/** What a product is and what it costs; prices and tax rates change by date on its own page. */
export function ProductForm({ product }: { product?: ProductView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const can = useCan();
  const [form] = Form.useForm<ProductValues>();
  const [dirty, setDirty] = useState(false);
  const save = useCommand({
    run: async (values: ProductValues, key) => {
      const body = productBody(values, !product);
      if (!product) return (await http.post<{ id: string }>('/products', body, { key })).id;
      await http.patch(`/products/${product.id}`, body, { key, version: product.version });
      return product.id;
    },
    invalidates: [productKeys.all],
    success: t('common.saved'),
    onSuccess: (id) => {
      flushSync(() => setDirty(false));
      void navigate({ to: paths.product(id) });
    },
  });
  useFieldErrors(form, save.problem);
  const required = [{ required: true, whitespace: true, message: t('errors.fields.required') }];
  return (
    <Page
      title={product ? `${product.sku} ${product.name}` : t('products.new')}
      back={product ? paths.product(product.id) : paths.products}
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
      <Form<ProductValues>
        form={form}
        layout="vertical"
        initialValues={product ? valuesOf(product) : { active: true, tax_rate: '0.13' }}
        onValuesChange={() => setDirty(true)}
        onFinish={save.run}
        className={styles.form}
      >
        <ProblemAlert error={save.problem} onClose={save.reset} />
        <Panel title={t('products.section.basic')}>
          <div className={styles.grid}>
            <Form.Item name="sku" label={t('fields.code')} rules={required}>
              <Input maxLength={60} autoFocus={!product} disabled={!!product} autoComplete="off" />
            </Form.Item>
            <Form.Item
              name="name"
              label={t('fields.name')}
              rules={required}
              className={styles.wide}
            >
              <Input maxLength={200} autoFocus={!!product} autoComplete="off" />
            </Form.Item>
            <Form.Item name="spec" label={t('fields.spec')}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="unit" label={t('fields.unit')} rules={required}>
              <Input maxLength={20} />
            </Form.Item>
            <Form.Item name="category" label={t('products.col.category')}>
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item
              name="pack_multiple"
              label={t('products.col.pack')}
              extra={t('products.packHelp')}
            >
              <QtyInput aria-label={t('products.col.pack')} />
            </Form.Item>
            <Form.Item
              name="tax_code"
              label={t('products.col.taxCode')}
              extra={t('products.taxCodeHelp')}
              rules={[
                {
                  pattern: /^[1-6]\d{18}$/,
                  message: t('products.taxCodeShape'),
                  warningOnly: true,
                },
              ]}
            >
              <Input maxLength={19} className="jq-num" inputMode="numeric" />
            </Form.Item>
            {product && (
              <Form.Item name="active" label={t('products.col.sold')} valuePropName="checked">
                <Switch />
              </Form.Item>
            )}
          </div>
        </Panel>
        <Panel title={t('products.section.price')}>
          <div className={styles.grid}>
            {!product && (
              <>
                <Form.Item name="tax_rate" label={t('fields.tax_rate')} rules={required}>
                  <PercentInput aria-label={t('fields.tax_rate')} />
                </Form.Item>
                <Form.Item
                  name="price"
                  label={t('products.col.listPrice')}
                  extra={t('products.priceHelp')}
                >
                  <PriceInput aria-label={t('products.col.listPrice')} />
                </Form.Item>
              </>
            )}
            <Form.Item
              name="floor_price"
              label={t('products.col.floor')}
              extra={t('products.floorHelp')}
            >
              <PriceInput aria-label={t('products.col.floor')} />
            </Form.Item>
            {can('products.cost') && (
              <Form.Item name="cost" label={t('products.col.cost')}>
                <PriceInput aria-label={t('products.col.cost')} />
              </Form.Item>
            )}
          </div>
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

function valuesOf(product: ProductView): ProductValues {
  const text = (value: string | null) => (value === null || isZero(value) ? '' : trimZeros(value));
  return {
    sku: product.sku,
    name: product.name,
    spec: product.spec,
    unit: product.unit,
    category: product.category,
    tax_code: product.tax_code,
    cost: text(product.cost),
    floor_price: text(product.floor_price),
    pack_multiple: text(product.pack_multiple),
    active: product.active,
    note: product.note,
  };
}
