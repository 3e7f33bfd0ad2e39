import type { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { EntitySelect } from '@/components/form/entity-select';
import { customerSource } from '@/components/form/sources';
import { MoneyText } from '@/components/money/money-text';
import { ProblemAlert } from '@/components/ui/problem-alert';
import type { OpenItem } from '../api';
import type { Picks } from '../lib/picks';
import styles from './desk.module.css';

export interface ItemPaneProps {
  query: Pick<ReturnType<typeof useQuery>, 'error' | 'isPending' | 'refetch'>;
  items: readonly OpenItem[];
  more: boolean;
  picks: Picks;
  /** Of whom: the receipt's customer, or anybody. */
  customer: string;
  /** The receipt's own customer; empty while nobody claimed it. */
  own: string;
  onCustomer: (id: string) => void;
  onToggle: (item: OpenItem) => void;
}

/** Open items of the receipt's customer, of another one, or of all. */
export function ItemPane(props: ItemPaneProps) {
  const { t } = useTranslation();
  return (
    <section className={styles.pane} aria-label={t('desk.items')}>
      <div className={styles.head}>
        <h2>{t('desk.items')}</h2>
        <span className={styles.sub}>
          {props.items.length}
          {props.more && '+'}
        </span>
        {props.own ? (
          <Segmented
            size="small"
            className={styles.push}
            value={props.customer === '' ? 'all' : 'own'}
            onChange={(value) => props.onCustomer(value === 'own' ? props.own : '')}
            options={[
              { value: 'own', label: t('desk.ofCustomer') },
              { value: 'all', label: t('desk.ofAll') },
            ]}
          />
        ) : (
          <span className={styles.push}>
            <EntitySelect
              source={customerSource}
              value={props.customer || undefined}
              placeholder={t('desk.ofAll')}
              aria-label={t('fields.customer')}
              style={{ width: 190 }}
              onChange={(id) => props.onCustomer(id ?? '')}
            />
          </span>
        )}
      </div>
      {props.query.error ? (
        <ProblemAlert error={props.query.error} onRetry={() => void props.query.refetch()} />
      ) : (
        <ul className={styles.list}>
          {props.items.map((item) => (
            <li key={item.id}>
              <button
                type="button"
                className={styles.row}
                aria-pressed={item.id in props.picks}
                onClick={() => props.onToggle(item)}
              >
                <span className={`${styles.cut} jq-num`}>{item.document_no}</span>
                <span className={styles.end}>
                  <MoneyText value={item.open} currency={item.currency} />
                </span>
                <span className={`${styles.sub} ${styles.cut}`}>
                  {props.customer === '' && `${item.customer_name} · `}
                  {t('desk.due', { day: item.due_on })}
                </span>
                <span className={`${styles.sub} ${styles.end} ${styles.late}`}>
                  {item.overdue_days > 0 && t('invoices.late', { count: item.overdue_days })}
                </span>
              </button>
            </li>
          ))}
          {props.items.length === 0 && !props.query.isPending && (
            <li className={styles.none}>{t('desk.noItems')}</li>
          )}
        </ul>
      )}
    </section>
  );
}
