import { CloseOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/money/amount-input';
import { MoneyText } from '@/components/money/money-text';
import { abs, isNegative, isZero } from '@/lib/money';
import { paths } from '@/lib/paths';
import type { DeskDetail } from '../api';
import type { KnownItem, Picks, Wrong } from '../lib/picks';
import styles from './desk.module.css';

export interface ProposalPaneProps {
  detail: DeskDetail;
  picks: Picks;
  known: ReadonlyMap<string, KnownItem>;
  left: string;
  wrong: Wrong;
  proposing: boolean;
  onAmount: (id: string, amount: string) => void;
  onDrop: (id: string) => void;
  onInstead: (item: KnownItem) => void;
  onPropose: () => void;
}

/** What the receipt shall pay and why; the amounts can be changed, the running difference stands below. */
export function ProposalPane(props: ProposalPaneProps) {
  const { t } = useTranslation();
  const { detail, picks, known, left } = props;
  const { receipt } = detail;
  const lineOf = (id: string) => detail.lines.find((l) => l.item_id === id);
  const nothing = detail.lines.find((l) => l.item_id === null);
  const others = detail.alternatives.filter((a) => !(a.item_id in picks));
  return (
    <section className={styles.pane} aria-label={t('desk.proposal')}>
      <div className={styles.head}>
        <h2>{t('desk.proposal')}</h2>
        <Link to={paths.receipt(receipt.id)} className="jq-num">
          {receipt.number}
        </Link>
        <Button
          size="small"
          type="text"
          className={styles.push}
          loading={props.proposing}
          onClick={props.onPropose}
        >
          {t('desk.again')}
        </Button>
      </div>
      <div className={styles.scroll}>
        <div className={styles.facts}>
          <span>
            <strong>{receipt.customer_name || receipt.payer}</strong>
            {receipt.status === 'unclaimed' && (
              <span className={styles.sub}> · {t('desk.unclaimed')}</span>
            )}
          </span>
          {receipt.customer_name && receipt.customer_name !== receipt.payer && (
            <span className={styles.sub}>{t('desk.paidBy', { payer: receipt.payer })}</span>
          )}
          <span className={styles.sub}>
            <span className="jq-num">{receipt.received_on}</span> · {receipt.bank_account_name}
            {receipt.text && ` · ${receipt.text}`}
          </span>
          {receipt.note && (
            <span className={styles.sub}>{t('desk.noted', { note: receipt.note })}</span>
          )}
        </div>
        {!detail.fresh && <Alert type="warning" showIcon title={t('desk.stale')} />}
        {Object.entries(picks).map(([id, amount]) => {
          const item = known.get(id);
          const line = lineOf(id);
          return (
            <div key={id} className={styles.line}>
              <span className={styles.cut}>
                <span className="jq-num">{item?.no ?? id}</span>{' '}
                <span className={styles.sub}>
                  {receipt.customer_id ? '' : item?.customer} {t('desk.openOf')}{' '}
                  <MoneyText value={item?.open} currency={receipt.currency} />
                </span>
              </span>
              <span data-desk-amount>
                <AmountInput
                  size="small"
                  currency={receipt.currency}
                  value={amount}
                  aria-label={`${t('receipts.col.amount')} ${item?.no ?? id}`}
                  onChange={(value) => props.onAmount(id, value)}
                />
              </span>
              <Button
                size="small"
                type="text"
                icon={<CloseOutlined />}
                aria-label={t('desk.drop', { no: item?.no ?? id })}
                onClick={() => props.onDrop(id)}
              />
              {line && line.reasons.length > 0 && (
                <ul className={styles.reasons}>
                  {line.reasons.map((reason) => (
                    <li key={reason}>{reason}</li>
                  ))}
                  <li>{t('desk.score', { percent: (line.score / 10).toFixed(1) })}</li>
                </ul>
              )}
            </div>
          );
        })}
        {detail.lines.length === 0 && Object.keys(picks).length === 0 && (
          <Alert type="info" showIcon title={t('desk.notSeen')} />
        )}
        {nothing && (
          <Alert
            type="info"
            showIcon
            title={nothing.reasons.join('；')}
            description={t('desk.pickYourself')}
          />
        )}
        {others.length > 0 && (
          <div className={styles.facts}>
            <span className={styles.sub}>{t('desk.alternatives')}</span>
            {others.map((a) => (
              <button
                key={a.item_id}
                type="button"
                className={styles.row}
                onClick={() => {
                  const item = known.get(a.item_id);
                  if (item) props.onInstead(item);
                }}
              >
                <span className={styles.cut}>
                  <span className="jq-num">{a.document_no}</span>{' '}
                  <span className={styles.sub}>
                    {a.customer_name} · {t('desk.due', { day: a.due_on })}
                  </span>
                </span>
                <MoneyText value={a.open} currency={receipt.currency} />
              </button>
            ))}
          </div>
        )}
      </div>
      <div className={styles.foot} aria-live="polite">
        <span>
          {t('desk.open')} <MoneyText value={receipt.open} currency={receipt.currency} strong />
        </span>
        <span className={styles.push}>
          {props.wrong ? (
            <span className={styles.late}>{t(`desk.wrong.${props.wrong}`)} </span>
          ) : (
            t(isZero(left) ? 'desk.fits' : isNegative(left) ? 'desk.over' : 'desk.rest')
          )}{' '}
          <MoneyText
            value={abs(left)}
            currency={receipt.currency}
            strong
            tone={isZero(left) ? 'success' : 'none'}
          />
        </span>
      </div>
    </section>
  );
}
