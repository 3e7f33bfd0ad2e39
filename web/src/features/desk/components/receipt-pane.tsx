import { Input, Segmented } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { MoneyText } from '@/components/money/money-text';
import { StatusTag } from '@/components/ui/status-tag';
import { DESK_STATES, type DeskReceipt, type DeskState } from '../api';
import styles from './desk.module.css';

const TONES = {
  exact: 'success',
  proposed: 'active',
  undecided: 'warning',
  new: 'info',
  skipped: 'neutral',
} as const;

export interface ReceiptPaneProps {
  receipts: readonly DeskReceipt[];
  more: boolean;
  at: string;
  state: DeskState | '';
  search: string;
  onAt: (id: string) => void;
  onState: (state: DeskState | '') => void;
  onSearch: (text: string) => void;
}

/** The receipts that have something left to apply. */
export function ReceiptPane(props: ReceiptPaneProps) {
  const { t } = useTranslation();
  const current = useRef<HTMLLIElement>(null);
  useEffect(() => {
    void current.current?.scrollIntoView({ block: 'nearest' });
  }, [props.at]);
  return (
    <section className={styles.pane} aria-label={t('desk.receipts')}>
      <div className={styles.head}>
        <h2>{t('desk.receipts')}</h2>
        <span className={styles.sub}>
          {props.receipts.length}
          {props.more && '+'}
        </span>
        <Input.Search
          size="small"
          allowClear
          className={styles.push}
          style={{ maxWidth: 170 }}
          defaultValue={props.search}
          placeholder={t('desk.search')}
          aria-label={t('desk.search')}
          onSearch={props.onSearch}
        />
      </div>
      <div className={`${styles.head} ${styles.states}`}>
        <Segmented<DeskState | ''>
          size="small"
          value={props.state}
          onChange={props.onState}
          aria-label={t('fields.status')}
          options={[
            { value: '', label: t('desk.state.all') },
            ...DESK_STATES.map((value) => ({ value, label: t(`desk.state.${value}`) })),
          ]}
        />
      </div>
      <ul className={styles.list}>
        {props.receipts.map((r) => (
          <li key={r.id} ref={r.id === props.at ? current : null}>
            <button
              type="button"
              className={styles.row}
              data-at={r.id === props.at}
              aria-current={r.id === props.at}
              onClick={() => props.onAt(r.id)}
            >
              <span className={styles.cut}>{r.customer_name || r.payer}</span>
              <span className={styles.end}>
                <MoneyText value={r.open} currency={r.currency} strong />
              </span>
              <span className={`${styles.sub} ${styles.cut}`}>
                <span className="jq-num">{r.received_on}</span>
                {r.text && ` · ${r.text}`}
                {r.note && ` · ${r.note}`}
              </span>
              <span className={styles.end}>
                <StatusTag
                  status={r.state}
                  label={t(`desk.state.${r.state}`)}
                  tone={TONES[r.state]}
                />
              </span>
            </button>
          </li>
        ))}
        {props.receipts.length === 0 && <li className={styles.none}>{t('desk.noReceipts')}</li>}
      </ul>
    </section>
  );
}
