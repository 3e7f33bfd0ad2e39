import { Popover } from 'antd';
import { useTranslation } from 'react-i18next';
import { MoneyText } from '@/components/money/money-text';
import { StatCard } from '@/components/ui/stat-card';
import { formatPercent, trimZeros } from '@/lib/money';
import type { Kpi } from '../api';
import styles from './dashboard.module.css';

/** A ratio or a number of days; opened, its formula and the figures that went into it. */
export function KpiCard({ kpi }: { kpi: Kpi }) {
  const { t } = useTranslation();
  const name = t(`home.${kpi.id}`);
  const shown =
    kpi.value === null
      ? '–'
      : kpi.unit === 'ratio'
        ? formatPercent(kpi.value, 1)
        : t('home.days', { days: trimZeros(kpi.value) });
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      title={name}
      content={
        <div className={styles.formula}>
          <p>{kpi.formula}</p>
          <dl>
            {kpi.parts.map((part) => (
              <div key={part.name}>
                <dt>{t(`home.part.${part.name}`)}</dt>
                <dd className="jq-num">
                  {part.name === 'days' ? part.value : <MoneyText value={part.value} symbol />}
                </dd>
              </div>
            ))}
            <div>
              <dt>{t('home.part.period')}</dt>
              <dd className="jq-num">
                {kpi.from} – {kpi.to}
              </dd>
            </div>
          </dl>
        </div>
      }
    >
      <button type="button" className={styles.cardButton}>
        <StatCard label={name} value={shown} note={t('home.formula')} />
      </button>
    </Popover>
  );
}
