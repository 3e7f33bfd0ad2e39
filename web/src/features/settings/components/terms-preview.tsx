import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateInput } from '@/components/form/date-range';
import { MoneyText } from '@/components/money/money-text';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { daysBetween, today } from '@/lib/dates';
import { useLocale } from '@/lib/i18n';
import { useDebounced } from '@/lib/use-debounced';
import { previewTerms, termsKeys } from '../api';
import { readingsOf } from '../lib/terms-rule';
import styles from './settings.module.css';

const previewQuery = (rule: string, on: string) => ({
  queryKey: termsKeys.extra('preview', { rule, on }),
  queryFn: ({ signal }: { signal: AbortSignal }) => previewTerms(rule, on, signal),
  staleTime: 5 * 60_000,
  retry: false,
});

/** When a sample of 10,000 would be due, as the server counts it. */
export function RulePreview({ rule }: { rule: string | null }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [on, setOn] = useState(today());
  const asked = useDebounced(rule ?? '', 250);
  const query = useQuery({ ...previewQuery(asked, on), enabled: asked !== '' });
  return (
    <section className={styles.preview} aria-label={t('settings.terms.preview')}>
      <div className={styles.previewHead}>
        <strong>{t('settings.terms.preview')}</strong>
        <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
          <span className={styles.soft}>{t('settings.terms.eventOn')}</span>
          <span style={{ width: 140 }}>
            <DateInput
              value={on}
              allowClear={false}
              aria-label={t('settings.terms.eventOn')}
              onChange={setOn}
            />
          </span>
        </span>
      </div>
      {query.error && <ProblemAlert error={query.error} />}
      {query.data && !query.error && (
        <>
          <span>
            {locale === 'zh-CN' ? query.data.description_zh : query.data.description_en}{' '}
            <code className={styles.soft}>{asked}</code>
          </span>
          <ul className={styles.dues} data-dues>
            {query.data.dues.map((due, index) => (
              <li key={index}>
                <span>
                  <strong className="jq-num">{due.due_on}</strong>{' '}
                  <span className={styles.soft}>
                    {t('settings.terms.after', { count: daysBetween(on, due.due_on) })}
                    {due.raw_due_on !== due.due_on &&
                      ` · ${t('settings.terms.rolled', { day: due.raw_due_on })}`}
                  </span>
                </span>
                <MoneyText value={due.amount} currency="CNY" symbol />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** What 月结N天 can mean, each with the day it leads to, to choose from. */
export function Readings({
  days,
  chosen,
  onChoose,
}: {
  days: number;
  chosen: string | null;
  onChoose: (rule: string) => void;
}) {
  const { t } = useTranslation();
  const on = today();
  const readings = readingsOf(days);
  const previews = useQueries({ queries: readings.map((r) => previewQuery(r.rule, on)) });
  return (
    <div className={styles.readings} role="group" aria-label={t('settings.terms.readings')}>
      <span className={styles.readingsTitle}>
        {t('settings.terms.readingsText', { count: days, day: on })}
      </span>
      {readings.map((reading, index) => (
        <button
          key={reading.rule}
          type="button"
          className={styles.reading}
          data-chosen={reading.rule === chosen}
          data-rule={reading.rule}
          onClick={() => onChoose(reading.rule)}
        >
          <span>{t(`settings.terms.reading.${reading.key}`, { count: days })}</span>
          <span className="jq-num">
            {previews[index]?.data?.dues[0]?.due_on ?? (previews[index]?.isError ? '–' : '…')}
          </span>
        </button>
      ))}
    </div>
  );
}
