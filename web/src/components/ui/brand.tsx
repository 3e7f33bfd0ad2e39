import { useTranslation } from 'react-i18next';

/** `ghost`: on a coloured ground. */
export function BrandMark({ size = 28, ghost }: { size?: number; ghost?: boolean }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 32 32"
      aria-hidden
      style={{ flex: 'none', display: 'block' }}
    >
      <rect width="32" height="32" rx="8" fill={ghost ? 'rgba(255,255,255,0.14)' : '#0d6b6a'} />
      <path
        d="M8.5 16.4l4.6 4.6L23.5 9.8"
        fill="none"
        stroke="#fff"
        strokeWidth="3.2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M9 25.6h14" stroke="#8fd6cd" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}

export function Brand({ compact }: { compact?: boolean }) {
  const { t, i18n } = useTranslation();
  return (
    <span
      style={{ display: 'inline-flex', alignItems: 'center', gap: 10, color: 'var(--jq-text)' }}
    >
      <BrandMark />
      {!compact && (
        <span
          style={{
            fontSize: 17,
            fontWeight: 650,
            letterSpacing: i18n.language === 'zh-CN' ? '0.08em' : 0,
          }}
        >
          {t('common.product')}
        </span>
      )}
    </span>
  );
}
