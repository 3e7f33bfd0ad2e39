import { useTranslation } from 'react-i18next';
import { Facts } from '@/components/document/doc-layout';
import { LineTable } from '@/components/document/line-table';
import { bucketColour, bucketLabel } from '@/components/money/aging-buckets';
import { MoneyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { isNegative, percentOf, sum } from '@/lib/money';
import { usePalette } from '@/theme/use-theme';
import type { Party, StatementDetail } from '../api';
import { filledBuckets } from '../lib/statement';
import styles from './statement.module.css';

/** Opening + increases − decreases = closing, in figures and in words. */
export function StatementFigures({ detail }: { detail: StatementDetail }) {
  const { t } = useTranslation();
  const { statement: s } = detail;
  const figure = (key: 'opening' | 'debit' | 'credit' | 'closing', sign = '') => (
    <div className={key === 'closing' ? styles.closing : ''}>
      <dt>{t(`statements.col.${key}`)}</dt>
      <dd>
        {sign && <i aria-hidden>{sign}</i>}
        <MoneyText value={s[key]} currency={s.currency} symbol={key === 'closing'} tone="none" />
      </dd>
    </div>
  );
  return (
    <section className={styles.sheet}>
      <dl className={styles.figures}>
        {figure('opening')}
        {figure('debit', '+')}
        {figure('credit', '−')}
        {figure('closing', '=')}
      </dl>
      {detail.closing_upper && (
        <p className={styles.words}>
          <span>{t('statements.words')}</span>
          {detail.closing_upper}
        </p>
      )}
    </section>
  );
}

/** What the closing balance is made of, and how old that is. */
export function StatementAging({ detail }: { detail: StatementDetail }) {
  const { t } = useTranslation();
  const palette = usePalette();
  const { currency } = detail.statement;
  const filled = filledBuckets(detail);
  const debts = sum(filled.filter((b) => !isNegative(b.amount)).map((b) => b.amount));
  const money = (value: string) => <MoneyText value={value} currency={currency} />;
  return (
    <Panel title={t('statements.aging')}>
      {filled.length > 0 && (
        <div className={styles.bar} aria-hidden>
          {filled.map((b) => (
            <i
              key={b.place}
              style={{
                width: `${percentOf(b.amount, debts)}%`,
                background: bucketColour(palette.ageing, b.place),
              }}
            />
          ))}
        </div>
      )}
      <ul className={styles.buckets}>
        {filled.map((b) => (
          <li key={b.place}>
            <i style={{ background: bucketColour(palette.ageing, b.place) }} aria-hidden />
            <span>{bucketLabel(t, b, 'overdue')}</span>
            {money(b.amount)}
          </li>
        ))}
        <li>
          <span>{t('aging.credits')}</span>
          {money(detail.credits)}
        </li>
      </ul>
      <Facts
        items={[
          { label: t('statements.billed'), value: money(detail.billed) },
          { label: t('statements.unbilled'), value: money(detail.unbilled) },
          { label: t('aging.credits'), value: money(detail.credits) },
        ]}
      />
      {detail.unapplied.length > 0 && (
        <div className={styles.unapplied}>
          <LineTable
            label={t('statements.unapplied')}
            rows={detail.unapplied}
            rowKey={(u) => u.document_no}
            columns={[
              { key: 'no', title: t('statements.unapplied'), render: (u) => u.document_no },
              { key: 'on', title: t('statements.line.on'), render: (u) => u.document_on },
              {
                key: 'open',
                title: t('aging.open'),
                figure: true,
                render: (u) => money(u.open),
              },
            ]}
          />
        </div>
      )}
    </Panel>
  );
}

/** Both parties as printed. */
export function StatementParties({ detail }: { detail: StatementDetail }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('statements.parties')}>
      <div className={styles.parties}>
        <PartyFacts title={t('statements.us')} party={detail.company} />
        <PartyFacts title={t('statements.them')} party={detail.customer} />
      </div>
    </Panel>
  );
}

function PartyFacts({ title, party }: { title: string; party: Party }) {
  const { t } = useTranslation();
  const joined = (...parts: string[]) => parts.filter(Boolean).join(' ');
  const rows = [
    [t('customers.field.tax_id'), party.tax_id],
    [t('statements.address'), joined(party.address, party.phone)],
    [t('statements.bank'), joined(party.bank, party.account)],
    [t('statements.contact'), party.contact],
  ].filter(([, value]) => value);
  return (
    <div>
      <h3>
        <small>{title}</small>
        {party.name}
      </h3>
      <dl>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
