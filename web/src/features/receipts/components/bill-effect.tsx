import { ArrowRightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { MoneyText } from '@/components/money/money-text';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { StatusTag } from '@/components/ui/status-tag';
import { isZero } from '@/lib/money';
import { useDebounced } from '@/lib/use-debounced';
import { billKeys, previewBill, type Bill, type BillAction, type BillEffect } from '../bills';
import styles from './bill-effect.module.css';

/** What an action would do, asked of the server while the form is filled in. */
export function Effect(props: { bill: Bill; action: BillAction; body: object | null }) {
  const { t } = useTranslation();
  const { bill, action } = props;
  const wanted = useDebounced(props.body ? JSON.stringify(props.body) : '', 300);
  const query = useQuery({
    queryKey: [...billKeys.extra('preview'), bill.id, bill.version, action, wanted],
    queryFn: ({ signal }) => previewBill(bill, action, JSON.parse(wanted) as object, signal),
    enabled: wanted !== '',
    retry: false,
    staleTime: 0,
  });
  return (
    <section className={styles.effect} aria-label={t('bills.effect.title')} aria-live="polite">
      {wanted === '' ? (
        <span className={styles.soft}>{t('bills.effect.fill')}</span>
      ) : query.error ? (
        <ProblemAlert error={query.error} />
      ) : query.data ? (
        <Told effect={query.data} />
      ) : (
        <span className={styles.soft}>{t('bills.effect.asking')}</span>
      )}
    </section>
  );
}

function Told({ effect }: { effect: BillEffect }) {
  const { t } = useTranslation();
  return (
    <>
      <div className={styles.head}>
        <StatusTag status={effect.status_before} kind="bill" />
        <ArrowRightOutlined className={styles.soft} />
        <StatusTag status={effect.status} kind="bill" />
        {effect.parts > 0 && <span>{t('bills.effect.parts', { count: effect.parts })}</span>}
        {!isZero(effect.exposure_change) && (
          <span>
            {t('bills.effect.exposure')} <MoneyText value={effect.exposure_change} />
          </span>
        )}
      </div>
      {effect.lines.length > 0 ? (
        <table className={styles.lines}>
          <thead>
            <tr>
              <th scope="col">{t('fields.account')}</th>
              <th scope="col">{t('books.col.debitSide')}</th>
              <th scope="col">{t('books.col.creditSide')}</th>
            </tr>
          </thead>
          <tbody>
            {effect.lines.map((line) => (
              <tr key={`${line.role}${line.debit}`}>
                <td>{t(`settings.accounts.roles.${line.role}`)}</td>
                <td>
                  <MoneyText value={line.debit} dashZero />
                </td>
                <td>
                  <MoneyText value={line.credit} dashZero />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <span className={styles.soft}>{t('bills.effect.noEntry')}</span>
      )}
      {effect.reopened.length > 0 && (
        <span>{t('bills.effect.reopened', { documents: effect.reopened.join('、') })}</span>
      )}
    </>
  );
}
