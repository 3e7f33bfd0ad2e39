import { QuestionCircleOutlined, SearchOutlined } from '@ant-design/icons';
import { App, Button, Select, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Kbd } from '@/components/ui/kbd';
import { problemTitle } from '@/components/ui/problem-text';
import { asProblem } from '@/lib/problem';
import { useSession, useSessionActions } from '@/lib/session';
import { LiveIndicator } from './live-indicator';
import { LocaleMenu, ThemeMenu, UserMenu } from './menus';
import styles from './shell.module.css';

export function HeaderBar({
  onSearch,
  onShortcuts,
}: {
  onSearch: () => void;
  onShortcuts: () => void;
}) {
  const { t } = useTranslation();
  return (
    <header className={styles.header}>
      <CompanySwitch />
      <button type="button" className={styles.search} onClick={onSearch}>
        <SearchOutlined />
        <span>{t('shell.searchHint')}</span>
        <Kbd keys="mod+k" />
      </button>
      <div className={styles.tools}>
        <LiveIndicator />
        <Tooltip title={t('shell.shortcuts.open')}>
          <Button
            type="text"
            icon={<QuestionCircleOutlined />}
            aria-label={t('shell.shortcuts.open')}
            onClick={onShortcuts}
          />
        </Tooltip>
        <LocaleMenu />
        <ThemeMenu />
        <UserMenu />
      </div>
    </header>
  );
}

function CompanySwitch() {
  const { t } = useTranslation();
  const session = useSession();
  const { switchCompany } = useSessionActions();
  const { message } = App.useApp();
  const client = useQueryClient();
  const navigate = useNavigate();
  if (!session) return null;
  if (session.companies.length < 2) {
    return (
      <span className={styles.company} title={session.company.name}>
        {session.company.name}
      </span>
    );
  }
  const change = async (id: string) => {
    try {
      await switchCompany(id);
      await navigate({ to: '/' });
      await client.invalidateQueries();
    } catch (error) {
      void message.error(problemTitle(t, asProblem(error)));
    }
  };
  return (
    <Select
      variant="borderless"
      value={session.company.id}
      aria-label={t('shell.switchCompany')}
      popupMatchSelectWidth={false}
      className={styles.companySelect ?? ''}
      onChange={(id: string) => void change(id)}
      options={session.companies.map((c) => ({ value: c.id, label: c.name }))}
    />
  );
}
