import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { BrandMark } from '@/components/ui/brand';
import { useDocumentTitle } from '@/components/ui/page';
import { LocaleSwitch } from './locale-switch';
import styles from './auth-frame.module.css';

const CHAIN = ['order', 'delivery', 'invoice', 'receipt', 'cleared'] as const;

export function AuthFrame({
  title,
  text,
  wide,
  children,
}: {
  title: string;
  text?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  useDocumentTitle(title);
  return (
    <div className={styles.frame}>
      <aside className={styles.pitch}>
        <div className={styles.brand}>
          <BrandMark size={36} ghost />
          <span>{t('common.product')}</span>
        </div>
        <div className={styles.words}>
          <h2>{t('auth.pitch.title')}</h2>
          <p>{t('auth.pitch.text')}</p>
          <ol className={styles.chain} aria-hidden>
            {CHAIN.map((step) => (
              <li key={step} data-last={step === 'cleared'}>
                <i />
                {t(`auth.pitch.chain.${step}`)}
              </li>
            ))}
          </ol>
        </div>
        <p className={styles.tagline}>{t('common.tagline')}</p>
      </aside>
      <main className={styles.side}>
        <div className={styles.corner}>
          <LocaleSwitch />
        </div>
        <div className={wide ? styles.wide : styles.box}>
          <h1 className={styles.title}>{title}</h1>
          {text && <p className={styles.text}>{text}</p>}
          {children}
        </div>
      </main>
    </div>
  );
}
