import { useTranslation } from 'react-i18next';
import { add, compare, isNegative, isZero, max, percentOf, sub, sum } from '@/lib/money';
import type { ExposureFigures } from './exposure-figures';
import { MoneyText } from './money-text';
import styles from './exposure-bar.module.css';

export interface ExposureBarProps {
  figures: ExposureFigures;
  /** What this document would add. */
  extra?: string;
  compact?: boolean;
}

const PARTS = ['billed', 'unbilled', 'undelivered', 'bills', 'foreign'] as const;

/** Shown only where there are any. */
const OPTIONAL: readonly string[] = ['bills', 'foreign'];

/** What a customer owes and may still owe against the limit, with the parts it is made of. */
export function ExposureBar({ figures, extra = '0', compact }: ExposureBarProps) {
  const { t } = useTranslation();
  const { limit } = figures;
  const after = add(figures.exposure, extra);
  const gross = sum([...PARTS.map((part) => figures[part]), extra]);
  const parts = PARTS.filter((part) => !OPTIONAL.includes(part) || !isZero(figures[part]));
  const scale = max(limit ?? '0', gross);
  const width = (value: string) =>
    isZero(scale) || isNegative(value) ? 0 : percentOf(value, scale);
  const over = limit !== null && compare(after, limit) > 0;
  const left = limit === null ? null : sub(limit, after);
  return (
    <div className={styles.exposure}>
      <div className={styles.head}>
        <span>{t('money.exposure.used')}</span>
        <strong>
          <MoneyText value={after} tone={over ? 'danger' : 'none'} strong />
        </strong>
        <span className={styles.limit}>
          {limit === null ? (
            t('money.exposure.noLimit')
          ) : (
            <>
              {t('money.exposure.limit')} <MoneyText value={limit} />
            </>
          )}
        </span>
      </div>
      <div className={styles.track} role="img" aria-label={t('money.exposure.chart')}>
        {PARTS.map((part) => (
          <i key={part} data-part={part} style={{ width: `${width(figures[part])}%` }} />
        ))}
        {!isZero(extra) && <i data-part="extra" style={{ width: `${width(extra)}%` }} />}
        {limit !== null && over && (
          <b className={styles.mark} style={{ insetInlineStart: `${width(limit)}%` }} />
        )}
      </div>
      <ul className={compact ? styles.compact : styles.parts}>
        {parts.map((part) => (
          <li key={part}>
            <i data-part={part} aria-hidden />
            <span>{t(`money.exposure.${part}`)}</span>
            <MoneyText value={figures[part]} dashZero />
          </li>
        ))}
        {!isZero(figures.credit) && (
          <li>
            <i data-part="credit" aria-hidden />
            <span>{t('money.exposure.credit')}</span>
            <MoneyText value={sub('0', figures.credit)} tone="success" />
          </li>
        )}
        {!isZero(extra) && (
          <li>
            <i data-part="extra" aria-hidden />
            <span>{t('money.exposure.extra')}</span>
            <MoneyText value={extra} />
          </li>
        )}
      </ul>
      {left !== null && (
        <p className={over ? styles.over : styles.left}>
          {t(over ? 'money.exposure.over' : 'money.exposure.left')}{' '}
          <MoneyText value={over ? sub('0', left) : left} tone="none" strong />
        </p>
      )}
    </div>
  );
}
