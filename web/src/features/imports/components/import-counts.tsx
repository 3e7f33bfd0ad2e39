import { useTranslation } from 'react-i18next';
import { StatCard } from '@/components/ui/stat-card';
import type { ImportView } from '../api';
import styles from './import.module.css';

/** Every row of the file is in exactly one of these. */
export function ImportCounts({ view }: { view: ImportView }) {
  const { t } = useTranslation();
  const { rows } = view;
  const tone = (n: number, is: 'danger' | 'success' | 'warning') => (n > 0 ? { tone: is } : {});
  const figure = (n: number) => n.toLocaleString('en-US');
  return (
    <div className={styles.counts}>
      <StatCard label={t('imports.count.total')} value={figure(rows.total)} />
      <StatCard
        label={t('imports.count.added')}
        value={figure(rows.added)}
        {...tone(rows.added, 'success')}
      />
      <StatCard
        label={t('imports.count.changed')}
        value={figure(rows.changed)}
        {...tone(rows.changed, 'warning')}
      />
      <StatCard label={t('imports.count.unchanged')} value={figure(rows.unchanged)} />
      <StatCard
        label={t('imports.count.failed')}
        value={figure(rows.failed)}
        {...tone(rows.failed, 'danger')}
      />
      {rows.ignored > 0 && (
        <StatCard label={t('imports.count.ignored')} value={figure(rows.ignored)} />
      )}
    </div>
  );
}
