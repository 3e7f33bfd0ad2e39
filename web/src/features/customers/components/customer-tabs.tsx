import { Tabs } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import {
  dateColumn,
  dueColumn,
  linkColumn,
  moneyColumn,
  statusColumn,
  textColumn,
} from '@/components/table/columns';
import { DataTable } from '@/components/table/data-table';
import { openItemColumns, type OpenItemRow } from '@/components/table/open-item-columns';
import type { DataColumn } from '@/components/table/types';
import { Panel } from '@/components/ui/page';
import { pageOf } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import { choiceParam, useUrlState } from '@/lib/use-url-state';
import type { CustomerView, DocRow } from '../api';
import { PriceList } from './price-list';

type ListTab = 'orders' | 'deliveries' | 'invoices' | 'receipts' | 'statements';
type Tab = ListTab | 'items' | 'prices';

/** In the order of the trade; each with what it takes to see it. */
const TABS: readonly { key: Tab; label: string; permission: string }[] = [
  { key: 'items', label: 'shell.nav.openItems', permission: 'receipts.read' },
  { key: 'orders', label: 'shell.nav.orders', permission: 'orders.read' },
  { key: 'deliveries', label: 'shell.nav.deliveries', permission: 'deliveries.read' },
  { key: 'invoices', label: 'shell.nav.invoices', permission: 'invoices.read' },
  { key: 'receipts', label: 'shell.nav.receipts', permission: 'receipts.read' },
  { key: 'statements', label: 'shell.nav.statements', permission: 'statements.read' },
  { key: 'prices', label: 'customers.price.title', permission: 'customers.read' },
];
const SPEC = {
  tab: choiceParam<Tab | ''>(
    TABS.map((tab) => tab.key),
    '',
  ),
};
const HEIGHT = 340;

const KIND: Readonly<Record<ListTab, string>> = {
  orders: 'order',
  deliveries: 'delivery',
  invoices: 'invoice',
  receipts: 'receipt',
  statements: 'statement',
};

/** What is open with a customer, its documents and prices; the chosen tab is in the address. */
export function CustomerTabs({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation();
  const can = useCan();
  const [{ tab }, setUrl] = useUrlState(SPEC);
  const tabs = TABS.filter((each) => can(each.permission));
  const current = tabs.find((each) => each.key === tab) ?? tabs[0];
  if (!current) return null;
  return (
    <Panel flush>
      <Tabs
        activeKey={current.key}
        onChange={(key) => setUrl({ tab: key === tabs[0]?.key ? '' : (key as Tab) })}
        items={tabs.map(({ key, label }) => ({ key, label: t(label) }))}
        style={{ paddingInline: 16 }}
        tabBarStyle={{ marginBottom: 0 }}
      />
      {current.key === 'prices' ? (
        <PriceList customer={customer.id} currency={customer.currency} />
      ) : current.key === 'items' ? (
        <OpenItems customer={customer.id} />
      ) : (
        <Documents key={current.key} tab={current.key} customer={customer.id} />
      )}
    </Panel>
  );
}

function OpenItems({ customer }: { customer: string }) {
  const { t } = useTranslation();
  const columns = useMemo(() => openItemColumns(t), [t]);
  return (
    <DataTable<OpenItemRow>
      id="customer-items"
      endpoint="/open-items"
      totals
      fixedQuery={{ customer_id: customer }}
      columns={columns}
      rowHref={(r) => (r.document_id && pageOf(r.document_type, r.document_id)) || '/'}
      plain
      height={HEIGHT}
      empty={{ title: t('customers.none.items') }}
    />
  );
}

function Documents({ tab, customer }: { tab: ListTab; customer: string }) {
  const { t } = useTranslation();
  const columns = useColumns(tab);
  return (
    <DataTable<DocRow>
      id={`customer-${tab}`}
      endpoint={`/${tab}`}
      fixedQuery={{ customer_id: customer }}
      columns={columns}
      rowHref={(r) => pageOf(KIND[tab], r.id) ?? '/'}
      plain
      height={HEIGHT}
      empty={{ title: t(`customers.none.${tab}`) }}
    />
  );
}

function useColumns(tab: ListTab): DataColumn<DocRow>[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const kind = KIND[tab];
    const money = (key: keyof DocRow & string, title: string, dashZero = false) =>
      moneyColumn<DocRow>(key, title, { currency: (r) => r.currency, sort: false, dashZero });
    const date = (key: keyof DocRow & string, title: string) =>
      dateColumn<DocRow>(key, title, { sort: false });
    const first = [
      linkColumn<DocRow>('number', t('fields.number'), (r) => pageOf(kind, r.id) ?? '/'),
      statusColumn<DocRow>('status', t('fields.status'), kind),
    ];
    switch (tab) {
      case 'orders':
        return [
          ...first,
          date('ordered_on', t('orders.col.date')),
          money('total', t('orders.col.total')),
          textColumn<DocRow>('customer_po', t('orders.col.po')),
        ];
      case 'deliveries':
        return [
          ...first,
          date('dispatched_on', t('deliveries.col.dispatched')),
          date('signed_on', t('deliveries.col.signed')),
          money('total', t('deliveries.col.total'), true),
        ];
      case 'invoices':
        return [
          ...first,
          date('issued_on', t('invoices.col.issued')),
          money('total', t('orders.col.total')),
          money('open', t('invoices.col.open'), true),
          dueColumn<DocRow>(
            'due_on',
            t('fields.due_date'),
            (r) => r.open,
            (days) => t('invoices.late', { count: days }),
            { sort: false },
          ),
        ];
      case 'receipts':
        return [
          ...first,
          date('received_on', t('customers.col.received')),
          money('amount', t('fields.amount')),
          money('unapplied', t('customers.col.unapplied'), true),
          textColumn<DocRow>('payer', t('customers.col.payer')),
        ];
      case 'statements':
        return [
          ...first,
          date('from', t('statements.col.from')),
          date('to', t('statements.col.to')),
          money('opening', t('statements.col.opening')),
          money('closing', t('statements.col.closing')),
        ];
    }
  }, [tab, t]);
}
