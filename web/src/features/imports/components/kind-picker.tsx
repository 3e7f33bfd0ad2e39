import { useTranslation } from 'react-i18next';
import { useCan } from '@/lib/permissions';
import { KINDS, type ImportKind } from '../api';
import { PERMISSION } from '../lib/kinds';
import styles from './import.module.css';

/** What the file holds; kinds the person may not write stay visible and say so. */
export function KindPicker({
  value,
  onChange,
}: {
  value: ImportKind | '';
  onChange: (kind: ImportKind) => void;
}) {
  const { t } = useTranslation();
  const can = useCan();
  return (
    <div className={styles.kinds} role="radiogroup" aria-label={t('imports.what')}>
      {KINDS.map((kind) => {
        const allowed = can(PERMISSION[kind]);
        return (
          <button
            key={kind}
            type="button"
            role="radio"
            aria-checked={kind === value}
            className={styles.kind}
            disabled={!allowed}
            onClick={() => onChange(kind)}
          >
            <strong>{t(`imports.kind.${kind}.name`)}</strong>
            <span className={styles.quiet}>
              {allowed ? t(`imports.kind.${kind}.holds`) : t('imports.notAllowed')}
            </span>
          </button>
        );
      })}
    </div>
  );
}
