import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { Grid } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBoundary } from '@/components/ui/error-boundary';
import { useHotkeys } from '@/lib/hotkeys';
import { useLive } from '@/lib/live';
import { useCan } from '@/lib/permissions';
import { usePreference } from '@/lib/preferences';
import { sessionQuery } from '@/lib/session';
import { CommandPalette } from './command-palette';
import { HeaderBar } from './header-bar';
import { NAV } from './nav';
import { ShortcutOverview } from './shortcut-overview';
import { SideNav } from './side-nav';
import styles from './shell.module.css';

export function AppShell() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const can = useCan();
  const { pathname } = useLocation();
  const wide = Grid.useBreakpoint().lg ?? true;
  const [collapsed, setCollapsed] = usePreference('nav.collapsed', false);
  const [narrowOpen, setNarrowOpen] = useState(false);
  const [dialog, setDialog] = useState<'palette' | 'shortcuts' | null>(null);
  useLive(client, true);

  // Kept fresh here: changed roles arrive by live event, an ended session leads to the login.
  const session = useQuery(sessionQuery);
  const ended = session.data === null;
  useEffect(() => {
    if (ended) void navigate({ to: '/login' });
  }, [ended, navigate]);

  const small = wide ? collapsed : !narrowOpen;
  const toggle = () => (wide ? setCollapsed(!collapsed) : setNarrowOpen(!narrowOpen));

  useHotkeys(
    useMemo(
      () => [
        {
          keys: 'mod+k',
          label: t('shell.shortcuts.palette'),
          group: t('shell.shortcuts.global'),
          inFields: true,
          run: () => setDialog('palette'),
        },
        {
          keys: '?',
          label: t('shell.shortcuts.open'),
          group: t('shell.shortcuts.global'),
          run: () => setDialog('shortcuts'),
        },
        ...NAV.flatMap((g) => g.items)
          .filter((i) => i.hotkey && can(i.permission))
          .map((i) => ({
            keys: i.hotkey ?? '',
            label: t('shell.shortcuts.goTo', { page: t(i.label) }),
            group: t('shell.shortcuts.go'),
            run: () => void navigate({ to: i.to }),
          })),
      ],
      [t, can, navigate],
    ),
  );

  return (
    <div className={styles.shell} data-collapsed={small}>
      <a href="#main" className={styles.skip}>
        {t('shell.skip')}
      </a>
      <SideNav collapsed={small} onToggle={toggle} onNavigate={() => setNarrowOpen(false)} />
      <div className={styles.column}>
        <HeaderBar
          onSearch={() => setDialog('palette')}
          onShortcuts={() => setDialog('shortcuts')}
        />
        <main id="main" className={styles.main} tabIndex={-1}>
          <ErrorBoundary resetKey={pathname}>
            <Outlet />
          </ErrorBoundary>
        </main>
      </div>
      <CommandPalette open={dialog === 'palette'} onClose={() => setDialog(null)} />
      <ShortcutOverview open={dialog === 'shortcuts'} onClose={() => setDialog(null)} />
    </div>
  );
}
