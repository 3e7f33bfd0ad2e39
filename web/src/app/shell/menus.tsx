import {
  BulbOutlined,
  DesktopOutlined,
  GlobalOutlined,
  LogoutOutlined,
  MoonOutlined,
  SunOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { App, Button, Dropdown, Tooltip } from 'antd';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemTitle } from '@/components/ui/problem-text';
import { LOCALES, setLocale, useLocale, type Locale } from '@/lib/i18n';
import { paths } from '@/lib/paths';
import { asProblem } from '@/lib/problem';
import { useSession, useSessionActions } from '@/lib/session';
import type { ThemeChoice } from '@/theme/palette';
import { useThemeChoice } from '@/theme/use-theme';
import styles from './shell.module.css';

const LOCALE_NAME: Record<Locale, string> = { 'zh-CN': '简体中文', 'en-US': 'English' };

export function LocaleMenu() {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: [locale],
        items: LOCALES.map((key) => ({ key, label: LOCALE_NAME[key] })),
        onClick: ({ key }) => void setLocale(key as Locale),
      }}
    >
      <Tooltip title={t('shell.language')}>
        <Button type="text" icon={<GlobalOutlined />} aria-label={t('shell.language')} />
      </Tooltip>
    </Dropdown>
  );
}

export function ThemeMenu() {
  const { t } = useTranslation();
  const [choice, setChoice] = useThemeChoice();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: [choice],
        items: [
          { key: 'light', icon: <SunOutlined />, label: t('shell.theme.light') },
          { key: 'dark', icon: <MoonOutlined />, label: t('shell.theme.dark') },
          { key: 'system', icon: <DesktopOutlined />, label: t('shell.theme.system') },
        ],
        onClick: ({ key }) => setChoice(key as ThemeChoice),
      }}
    >
      <Tooltip title={t('shell.theme.title')}>
        <Button type="text" icon={<BulbOutlined />} aria-label={t('shell.theme.title')} />
      </Tooltip>
    </Dropdown>
  );
}

export function UserMenu() {
  const { t } = useTranslation();
  const session = useSession();
  const { logout } = useSessionActions();
  const navigate = useNavigate();
  const { message } = App.useApp();
  if (!session) return null;
  const leave = async () => {
    try {
      await logout();
      await navigate({ to: '/login' });
    } catch (error) {
      void message.error(problemTitle(t, asProblem(error)));
    }
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            key: 'who',
            type: 'group',
            label: (
              <span className={styles.who}>
                <strong>{session.user.name}</strong>
                <span>{session.user.login}</span>
                <span>
                  {t('shell.roles')}:{' '}
                  {session.roles
                    .map((r) => t(`roles.${r}`, { defaultValue: r }))
                    .join(t('common.listSeparator'))}
                </span>
              </span>
            ),
          },
          { type: 'divider' },
          {
            key: 'account',
            icon: <UserOutlined />,
            label: t('shell.nav.account'),
            onClick: () => void navigate({ to: paths.account }),
          },
          {
            key: 'out',
            icon: <LogoutOutlined />,
            label: t('shell.signOut'),
            onClick: () => void leave(),
          },
        ],
      }}
    >
      <button type="button" className={styles.user} aria-label={session.user.name}>
        <span className={styles.avatar} data-initial={session.user.name.slice(0, 1)} aria-hidden />
        <span className={styles.userName}>{session.user.name}</span>
      </button>
    </Dropdown>
  );
}
