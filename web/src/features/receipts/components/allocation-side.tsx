import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/money/amount-input';
import { MoneyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { abs } from '@/lib/money';
import { pageOf } from '@/lib/paths';
import type { OpenItem } from '../api';
import { wrongPick, payable, type Picks } from '../lib/allocation';
import styles from './allocation.module.css';

export interface AllocationSideProps {
  title: string;
  empty: string;
  items: readonly OpenItem[];
  picks: Picks;
  sum: string;
  currency: string;
  /** Row the keyboard is at, −1 when it is on the other side. */
  cursor: number;
  onToggle: (item: OpenItem) => void;
  onAmount: (item: OpenItem, amount: string) => void;
  onWriteOff?: ((item: OpenItem) => void) | undefined;
}

/** Open items of one side; ticking proposes an amount, which can be changed. */
export function AllocationSide(props: AllocationSideProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const current = useRef<HTMLLIElement>(null);
  // scrollIntoView answers a promise in newer browsers, which is no clean-up.
  useEffect(() => {
    void current.current?.scrollIntoView({ block: 'nearest' });
  }, [props.cursor]);
  // What the page was opened for is in sight.
  useEffect(() => {
    void list.current?.querySelector('[data-picked="true"]')?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <Panel
      title={props.title}
      flush
      extra={
        <span>
          {t('receipts.pickedSum')}{' '}
          <MoneyText value={props.sum} currency={props.currency} symbol strong />
        </span>
      }
    >
      <ul className={styles.list} ref={list}>
        {props.items.map((item, index) => {
          const picked = item.id in props.picks;
          const wrong = wrongPick(item, props.picks);
          const usable = item.open.startsWith('-') || payable(item);
          const to = item.document_id ? pageOf(item.document_type, item.document_id) : null;
          const at = index === props.cursor;
          return (
            <li
              key={item.id}
              ref={at ? current : null}
              className={styles.item}
              data-picked={picked}
              data-at={at}
            >
              <Checkbox
                checked={picked}
                disabled={!usable}
                onChange={() => props.onToggle(item)}
                aria-label={item.document_no}
              />
              <div className={styles.doc}>
                {to ? <Link to={to}>{item.document_no}</Link> : item.document_no}
                <span className={styles.sub}>
                  {t(`receipts.kind.${item.kind}`, { defaultValue: item.kind })} ·{' '}
                  {item.overdue_days > 0 ? (
                    <em>{t('invoices.late', { count: item.overdue_days })}</em>
                  ) : usable ? (
                    item.due_on
                  ) : (
                    t('receipts.unbilled')
                  )}
                </span>
              </div>
              <span className={styles.open}>
                <MoneyText value={abs(item.open)} currency={item.currency} />
              </span>
              <div className={styles.amount} data-over={wrong !== null}>
                {picked ? (
                  <AmountInput
                    size="small"
                    currency={item.currency}
                    value={props.picks[item.id] ?? ''}
                    aria-label={`${t('receipts.col.amount')} ${item.document_no}`}
                    onChange={(amount) => props.onAmount(item, amount)}
                  />
                ) : (
                  props.onWriteOff &&
                  usable && (
                    <Button
                      size="small"
                      type="text"
                      className={styles.quietAction}
                      onClick={() => props.onWriteOff?.(item)}
                    >
                      {t('receipts.action.writeOff')}
                    </Button>
                  )
                )}
                {wrong && <small role="alert">{t(`receipts.${wrong}`)}</small>}
              </div>
            </li>
          );
        })}
        {props.items.length === 0 && <li className={styles.none}>{props.empty}</li>}
      </ul>
    </Panel>
  );
}
