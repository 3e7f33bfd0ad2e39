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
import type { DataColumn } from '@/components/table/types';
import { Panel } from '@/components/ui/page';
import { pageOf } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import { choiceParam, useUrlState } from '@/lib/use-url-state';
import type { DocRow } from '../api';

const TABS = ['orders', 'deliveries', 'invoices', 'receipts', 'statements'] as const;
type Tab = (typeof TABS)[number];
const SPEC = { tab: choiceParam<Tab>(TABS, 'orders') };

const KIND: Readonly<Record<Tab, string>> = {
  orders: 'order',
  deliveries: 'delivery',
  invoices: 'invoice',
  receipts: 'receipt',
  statements: 'statement',
};

/** The documents of a customer, one list per kind; the open tab is in the address. */
export function CustomerTabs({ customer }: { customer: string }) {
  const { t } = useTranslation();
  const can = useCan();
  const [{ tab }, setUrl] = useUrlState(SPEC);
  const tabs = TABS.filter((key) => can(`${key}.read`));
  const current = tabs.includes(tab) ? tab : tabs[0];
  const columns = useColumns(current ?? 'orders');
  if (!current) return null;
  const kind = KIND[current];
  return (
    <Panel flush>
      <Tabs
        activeKey={current}
        onChange={(key) => setUrl({ tab: key as Tab })}
        items={tabs.map((key) => ({ key, label: t(`shell.nav.${key}`) }))}
        style={{ paddingInline: 16 }}
        tabBarStyle={{ marginBottom: 0 }}
      />
      <DataTable<DocRow>
        key={current}
        id={`customer-${current}`}
        endpoint={`/${current}`}
        fixedQuery={{ customer_id: customer }}
        columns={columns}
        rowHref={(r) => pageOf(kind, r.id) ?? '/'}
        plain
        height={320}
        empty={{ title: t(`customers.none.${current}`) }}
      />
    </Panel>
  );
}

function useColumns(tab: Tab): DataColumn<DocRow>[] {
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
          date('period_from', t('common.from')),
          date('period_to', t('common.to')),
          money('closing', t('customers.col.closing')),
        ];
    }
  }, [tab, t]);
}
