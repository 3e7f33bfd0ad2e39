import { useTranslation } from 'react-i18next';
import styles from './status-tag.module.css';
import { toneOf, type Tone } from './status-tones';

export interface StatusTagProps {
  status: string;
  /** Texts are looked up as `status.<kind>.<status>`, then `status.<status>`. */
  kind?: string;
  /** Overrides the colour map. */
  tone?: Tone;
  label?: string;
}

/** The state of a document: a coloured dot and a word, never colour alone. */
export function StatusTag({ status, kind, tone, label }: StatusTagProps) {
  const { t } = useTranslation();
  const text =
    label ??
    t([kind ? `status.${kind}.${status}` : '', `status.${status}`].filter(Boolean), {
      defaultValue: status,
    });
  return (
    <span className={`${styles.tag} ${styles[tone ?? toneOf(status)]}`} data-status={status}>
      <i className={styles.dot} aria-hidden />
      {text}
    </span>
  );
}
