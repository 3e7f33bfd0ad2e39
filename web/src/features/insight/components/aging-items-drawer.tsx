import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Drawer, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { LineTable, type LineColumn } from '@/components/document/line-table';
import { bucketLabel, type AgingBucket } from '@/components/money/aging-buckets';
import { MoneyText } from '@/components/money/money-text';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { today } from '@/lib/dates';
import { sum } from '@/lib/money';
import { pageOf, paths } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import { useCompanyCurrency } from '@/lib/session';
import { agingKeys, readAgingItems, type AgingItem, type AgingQuery } from '../api';
import styles from './aging.module.css';

export interface AgingItemsDrawerProps {
  /** `customer_id` empty: closed. */
  query: AgingQuery;
  bucket: string;
  buckets: readonly AgingBucket[];
  name: string;
  onClose: () => void;
}

/** The documents behind one figure of the report. */
export function AgingItemsDrawer({ query, bucket, buckets, name, onClose }: AgingItemsDrawerProps) {
  const { t } = useTranslation();
  const can = useCan();
  const open = query.customer_id !== '';
  const items = useQuery({
    queryKey: agingKeys.extra('items', { ...query, bucket }),
    queryFn: ({ signal }) => readAgingItems({ ...query, bucket }, signal),
    enabled: open,
  });
  const head = buckets[Number(bucket)];
  const label =
    bucket === ''
      ? t('aging.allItems')
      : head
        ? bucketLabel(t, head, query.basis)
        : t('aging.credits');
  const money = query.currency ? `&currency=${query.currency}` : '';
  return (
    <Drawer
      open={open}
      onClose={onClose}
      size={860}
      title={t('aging.itemsTitle', { customer: name, bucket: label })}
      extra={
        <span className={styles.links}>
          {can('customers.read') && (
            <Link to={paths.customer(query.customer_id)}>{t('aging.openCustomer')}</Link>
          )}
          {can('allocations.write') && (
            <Link
              to={paths.allocation}
              search={
                {
                  customer_id: query.customer_id,
                  ...(money ? { currency: query.currency } : {}),
                } as never
              }
            >
              {t('aging.allocate')}
            </Link>
          )}
        </span>
      }
      styles={{ body: { padding: 0 } }}
    >
      <p className={styles.drawerHint}>{t('aging.itemsHint', { date: query.as_of || today() })}</p>
      {items.error && (
        <div style={{ padding: 16 }}>
          <ProblemAlert error={items.error} onRetry={() => void items.refetch()} />
        </div>
      )}
      {items.data ? (
        <Items items={items.data.items} />
      ) : (
        !items.error && (
          <div style={{ padding: 16 }}>
            <Skeleton active paragraph={{ rows: 6 }} title={false} />
          </div>
        )
      )}
    </Drawer>
  );
}

function Items({ items }: { items: readonly AgingItem[] }) {
  const { t } = useTranslation();
  const own = useCompanyCurrency();
  const foreign = items.some((i) => i.currency !== own);
  const currencies = new Set(items.map((i) => i.currency));
  const only = currencies.size === 1 ? items[0]?.currency : undefined;
  const columns: LineColumn<AgingItem>[] = [
    {
      key: 'no',
      title: t('aging.col.document'),
      render: (i) => <DocLink item={i} />,
      foot: t('table.sum', { count: items.length, n: items.length }),
    },
    { key: 'kind', title: t('aging.col.kind'), render: (i) => t(`receipts.kind.${i.kind}`) },
    {
      key: 'on',
      title: t('aging.col.on'),
      render: (i) => <span className="jq-num">{i.document_on}</span>,
    },
    {
      key: 'due',
      title: t('fields.due_date'),
      render: (i) => <span className="jq-num">{i.due_on}</span>,
    },
    {
      key: 'late',
      title: t('aging.col.late'),
      figure: true,
      render: (i) =>
        i.overdue_days > 0 ? (
          <span style={{ color: 'var(--jq-danger)' }}>
            {t('aging.lateDays', { count: i.overdue_days })}
          </span>
        ) : (
          '–'
        ),
    },
    {
      key: 'amount',
      title: t('aging.col.amount'),
      figure: true,
      render: (i) => <MoneyText value={i.amount} currency={i.currency} />,
    },
    {
      key: 'open',
      title: t('aging.open'),
      figure: true,
      render: (i) => <MoneyText value={i.open} currency={i.currency} strong />,
      foot: only && <MoneyText value={sum(items.map((i) => i.open))} currency={only} strong />,
    },
    ...(foreign
      ? [
          {
            key: 'base',
            title: own,
            figure: true,
            render: (i: AgingItem) => <MoneyText value={i.base_open} />,
            foot: <MoneyText value={sum(items.map((i) => i.base_open))} strong />,
          },
        ]
      : []),
  ];
  return (
    <LineTable<AgingItem>
      label={t('aging.allItems')}
      rows={items}
      rowKey={(i) => i.id}
      columns={columns}
      empty={t('aging.noItems')}
    />
  );
}

function DocLink({ item }: { item: AgingItem }) {
  const to = item.document_id ? pageOf(item.document_type, item.document_id) : null;
  return to ? (
    <Link to={to} className="jq-num" style={{ fontWeight: 500 }}>
      {item.document_no}
    </Link>
  ) : (
    <span className="jq-num">{item.document_no}</span>
  );
}
