import { Segmented, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Facts } from '@/components/document/doc-layout';
import { Page, Panel } from '@/components/ui/page';
import { LOCALES, setLocale, useLocale, type Locale } from '@/lib/i18n';
import { useSession } from '@/lib/session';
import type { ThemeChoice } from '@/theme/palette';
import { useThemeChoice } from '@/theme/use-theme';
import { PasswordForm } from '../components/password-form';
import { SessionsPanel } from '../components/sessions-panel';
import { TokensPanel } from '../components/tokens-panel';

const NAME: Record<Locale, string> = { 'zh-CN': '简体中文', 'en-US': 'English' };
const THEMES: readonly ThemeChoice[] = ['light', 'dark', 'system'];

/** One's own account: who I am here, how it looks, password, sessions, tokens. */
export function AccountPage() {
  const { t } = useTranslation();
  const session = useSession();
  const locale = useLocale();
  const [theme, setTheme] = useThemeChoice();
  if (!session) return null;
  return (
    <Page title={t('shell.nav.account')} hint={session.user.name}>
      <Panel title={t('account.me')}>
        <Facts
          items={[
            { label: t('auth.setup.name'), value: session.user.name },
            { label: t('auth.login'), value: session.user.login },
            { label: t('shell.company'), value: session.company.name },
            {
              label: t('shell.roles'),
              value: session.roles
                .map((r) => t(`roles.${r}`, { defaultValue: r }))
                .join(t('common.listSeparator')),
            },
            {
              label: t('shell.language'),
              value: (
                <Select
                  value={locale}
                  aria-label={t('shell.language')}
                  style={{ width: 140 }}
                  options={LOCALES.map((value) => ({ value, label: NAME[value] }))}
                  onChange={(value: Locale) => void setLocale(value)}
                />
              ),
            },
            {
              label: t('shell.theme.title'),
              value: (
                <Segmented<ThemeChoice>
                  value={theme}
                  options={THEMES.map((value) => ({ value, label: t(`shell.theme.${value}`) }))}
                  onChange={setTheme}
                />
              ),
            },
          ]}
        />
      </Panel>
      <SessionsPanel />
      <TokensPanel />
      <Panel title={t('account.changePassword')}>
        <PasswordForm />
      </Panel>
    </Page>
  );
}
