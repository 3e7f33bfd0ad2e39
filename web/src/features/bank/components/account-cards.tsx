import { useTranslation } from 'react-i18next';
import type { BankState } from '../api';
import styles from './bank.module.css';

/** Our accounts: how far each is stored and what asks for a look. */
export function AccountCards({
  accounts,
  value,
  onChange,
}: {
  accounts: readonly BankState[];
  value: string;
  onChange: (id: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className={styles.accounts} role="group" aria-label={t('bank.accounts')}>
      {accounts.map((account) => (
        <button
          key={account.id}
          type="button"
          className={styles.account}
          aria-pressed={account.id === value}
          onClick={() => onChange(account.id)}
        >
          <strong>
            {account.name} <span className={styles.quiet}>{account.currency}</span>
          </strong>
          <span className={`${styles.quiet} jq-num`}>{account.account || t('bank.noNumber')}</span>
          <span className={`${styles.quiet} ${styles.facts}`}>
            <span>
              {account.last_on ? t('bank.until', { day: account.last_on }) : t('bank.never')}
            </span>
            {account.unclaimed > 0 && (
              <span>{t('bank.unclaimed', { count: account.unclaimed })}</span>
            )}
            {account.unfooted > 0 && (
              <span className={styles.warn}>{t('bank.unfooted', { count: account.unfooted })}</span>
            )}
          </span>
        </button>
      ))}
    </div>
  );
}
