import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ExposureBar } from '@/components/money/exposure-bar';
import { exposureFigures } from '@/components/money/exposure-figures';
import { MoneyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { StatCard } from '@/components/ui/stat-card';
import { daysBetween, today } from '@/lib/dates';
import { abs, isZero } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCompanyCurrency } from '@/lib/session';
import type { BalanceNow, CustomerView } from '../api';
import styles from './balance-cards.module.css';

export interface BalanceCardsProps {
  customer: CustomerView;
  balances: readonly BalanceNow[];
}

/** What is owed, what is late, what waits to be applied, and how much of the limit that takes. */
export function BalanceCards({ customer, balances }: BalanceCardsProps) {
  const { t } = useTranslation();
  const own = useCompanyCurrency();
  const items = `${paths.openItems}?customer_id=${customer.id}`;
  const each = (pick: (b: BalanceNow) => string, tone?: 'danger'): ReactNode => {
    const shown = balances.filter((b) => !isZero(pick(b)));
    if (shown.length === 0) return <MoneyText value="0.00" currency={own} symbol />;
    return shown.map((b) => (
      <div key={b.currency}>
        <MoneyText value={pick(b)} currency={b.currency} symbol tone={tone ?? 'auto'} />
      </div>
    ));
  };
  const oldest = balances
    .filter((b) => !isZero(b.overdue) && b.oldest_due_on)
    .map((b) => b.oldest_due_on ?? '')
    .sort()[0];
  return (
    <>
      <div className={styles.cards}>
        <StatCard
          label={t('customers.stat.receivable')}
          value={each((b) => b.balance)}
          note={t('customers.stat.receivableNote')}
          to={items}
        />
        <StatCard
          label={t('customers.stat.overdue')}
          value={each((b) => b.overdue, 'danger')}
          note={
            oldest
              ? t('customers.stat.late', { days: daysBetween(oldest, today()) })
              : t('customers.stat.nothingLate')
          }
          to={`${items}&overdue=true`}
        />
        <StatCard
          label={t('customers.stat.unapplied')}
          value={each((b) => abs(b.credit))}
          note={t('customers.stat.unappliedNote')}
          to={`${paths.allocation}?customer_id=${customer.id}`}
        />
        <StatCard
          label={t('customers.stat.undelivered')}
          value={each((b) => b.undelivered)}
          note={t('customers.stat.undeliveredNote')}
          to={`${paths.orders}?customer_id=${customer.id}&status=confirmed`}
        />
      </div>
      <Panel title={t('customers.exposureTitle')}>
        <ExposureBar figures={exposureFigures(customer, own)} />
        <p style={{ margin: '10px 0 0', color: 'var(--jq-text-faint)', fontSize: 12.5 }}>
          {t('customers.exposureFormula')}
        </p>
      </Panel>
    </>
  );
}
