import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Attachments } from '@/components/document/attachments';
import { DocHeader } from '@/components/document/doc-header';
import { DocLayout, Facts } from '@/components/document/doc-layout';
import { Timeline } from '@/components/document/timeline';
import { PercentText, QtyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { QueryView } from '@/components/ui/query-view';
import { DocSkeleton } from '@/components/ui/skeletons';
import { today } from '@/lib/dates';
import { formatQty, isZero } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import { useCompanyCurrency } from '@/lib/session';
import { productKeys, readProduct, type ProductView } from '../api';
import { PricePanel, TaxPanel } from '../components/dated-panels';
import styles from '../components/product.module.css';
import { inForce } from '../lib/dated';

export function ProductPage() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({
    queryKey: productKeys.one(id),
    queryFn: ({ signal }) => readProduct(id, signal),
  });
  return (
    <QueryView query={query} skeleton={<DocSkeleton />} back={paths.products}>
      {(product) => <ProductSheet product={product} />}
    </QueryView>
  );
}

function ProductSheet({ product }: { product: ProductView }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const can = useCan();
  const own = useCompanyCurrency();
  const price = inForce(
    product.prices.filter((p) => p.currency === own),
    today(),
  );
  const rate = inForce(product.tax_rates, today());
  const figure = (value: string | null) =>
    value === null ? '–' : <span className="jq-num">{formatQty(value, 2)}</span>;
  return (
    <DocLayout
      header={
        <DocHeader
          kind={t('document.kind.product')}
          number={product.sku}
          status={product.active ? 'active' : 'inactive'}
          statusKind="product"
          back={paths.products}
          facts={[
            { label: t('fields.name'), value: product.name },
            {
              label: t('products.col.listPrice'),
              value: figure(price?.price ?? null),
              strong: true,
            },
            { label: t('fields.spec'), value: product.spec || '–' },
            { label: t('fields.unit'), value: product.unit },
            {
              label: t('fields.tax_rate'),
              value: rate ? <PercentText value={rate.tax_rate} /> : '–',
            },
            { label: t('products.col.floor'), value: figure(product.floor_price) },
            ...(can('products.cost')
              ? [{ label: t('products.col.cost'), value: figure(product.cost) }]
              : []),
            { label: t('products.col.category'), value: product.category || '–' },
          ]}
          actions={[
            {
              key: 'edit',
              label: t('common.edit'),
              hotkey: 'e',
              primary: true,
              permission: 'products.write',
              run: () => void navigate({ to: paths.productEdit(product.id) }),
            },
          ]}
        />
      }
      side={
        <>
          <Attachments subject={{ kind: 'product', id: product.id }} purpose="product_sheet" />
          <Panel title={t('document.timeline')}>
            <Timeline subject={product.id} />
          </Panel>
        </>
      }
    >
      <div className={styles.columns}>
        <PricePanel product={product} />
        <TaxPanel product={product} />
      </div>
      <Panel title={t('orders.details')}>
        <Facts
          items={[
            { label: t('products.col.taxCode'), value: product.tax_code },
            {
              label: t('products.col.pack'),
              value: isZero(product.pack_multiple) ? (
                '–'
              ) : (
                <QtyText value={product.pack_multiple} unit={product.unit} />
              ),
            },
            { label: t('fields.note'), value: product.note, wide: true },
          ]}
        />
      </Panel>
    </DocLayout>
  );
}
