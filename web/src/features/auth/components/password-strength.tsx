import { useTranslation } from 'react-i18next';
import { passwordStrength, type Strength } from '../lib/password-strength';
import styles from './auth-frame.module.css';

const LEVELS: readonly Strength[] = ['weak', 'fair', 'good', 'strong'];

export function PasswordStrength({ password }: { password: string }) {
  const { t } = useTranslation();
  if (password === '') return <p className={styles.strength}>{t('auth.setup.passwordHelp')}</p>;
  const strength = passwordStrength(password);
  const reached = LEVELS.indexOf(strength);
  return (
    <p className={styles.strength} role="status">
      <span className={styles.bars} aria-hidden>
        {LEVELS.map((level, index) => (
          <i key={level} data-on={index <= reached} />
        ))}
      </span>
      {t(`auth.setup.strength.${strength}`)}
    </p>
  );
}
