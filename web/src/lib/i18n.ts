/** Texts. zh-CN is the default; each language is one lazily loaded chunk. */
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { configureHttp } from './http';
import { readPreference, writePreference } from './preferences';

export const LOCALES = ['zh-CN', 'en-US'] as const;
export type Locale = (typeof LOCALES)[number];

const LOADERS: Record<Locale, () => Promise<{ default: Record<string, unknown> }>> = {
  'zh-CN': () => import('../locales/zh-CN'),
  'en-US': () => import('../locales/en-US'),
};

export function isLocale(value: string | null | undefined): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

async function load(locale: Locale): Promise<void> {
  if (!i18next.hasResourceBundle(locale, 'translation')) {
    i18next.addResourceBundle(locale, 'translation', (await LOADERS[locale]()).default);
  }
}

export async function initI18n(): Promise<void> {
  const chosen = readPreference<string>('locale', 'zh-CN');
  const locale = isLocale(chosen) ? chosen : 'zh-CN';
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    resources: {},
    partialBundledLanguages: true,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await setLocale(locale, false);
}

/** `remember: false` follows a default without making it the person's choice. */
export async function setLocale(locale: Locale, remember = true): Promise<void> {
  await load(locale);
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
  configureHttp({ locale });
  if (remember) writePreference('locale', locale);
}

export function useLocale(): Locale {
  const { i18n } = useTranslation();
  return isLocale(i18n.language) ? i18n.language : 'zh-CN';
}

/** The language of the account, unless another was chosen in this browser. */
export function adoptLocale(locale: string): void {
  if (readPreference<string | null>('locale', null) === null && isLocale(locale)) {
    void setLocale(locale, false);
  }
}
