import { BulbOutlined, FileSearchOutlined, GlobalOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { http, type ListPage } from '@/lib/http';
import { setLocale, useLocale } from '@/lib/i18n';
import { pageOf, paths } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import { sharedKeys } from '@/lib/query-keys';
import { useDebounced } from '@/lib/use-debounced';
import { useThemeChoice, useThemeName } from '@/theme/use-theme';
import { NAV } from './nav';

export interface PaletteEntry {
  key: string;
  label: string;
  icon: ReactNode;
  hint?: string | undefined;
  keys?: string | undefined;
  run: () => void;
}

interface Found {
  kind: string;
  id: string;
  number?: string | null;
  title?: string | null;
  hint?: string | null;
}

export function usePaletteEntries(text: string): {
  groups: { title: string; entries: PaletteEntry[] }[];
  searching: boolean;
} {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const can = useCan();
  const locale = useLocale();
  const theme = useThemeName();
  const [, setTheme] = useThemeChoice();
  const needle = text.trim().toLowerCase();
  const asked = useDebounced(needle, 200);

  const records = useQuery({
    queryKey: sharedKeys.search(asked),
    queryFn: ({ signal }) => http.get<ListPage<Found>>('/search', { q: asked, limit: 12 }, signal),
    enabled: asked.length >= 2,
    staleTime: 30_000,
    retry: false,
  });

  const matches = (label: string, words: string) =>
    needle === '' || `${label} ${words}`.toLowerCase().includes(needle);

  const pages: PaletteEntry[] = NAV.flatMap((g) => g.items)
    .filter((i) => can(i.permission) && matches(t(i.label), i.words))
    .map((i) => ({
      key: i.key,
      label: t(i.label),
      icon: i.icon,
      keys: i.hotkey,
      run: () => void navigate({ to: i.to }),
    }));

  const actions = [
    {
      key: 'newOrder',
      label: t('shell.action.newOrder'),
      words: 'xj xinjian dd new order',
      icon: <PlusOutlined />,
      permission: 'orders.write',
      run: () => void navigate({ to: paths.orderNew }),
    },
    {
      key: 'theme',
      label: t('shell.action.toggleTheme'),
      words: 'qh ss shenqian dark light theme',
      icon: <BulbOutlined />,
      run: () => setTheme(theme === 'dark' ? 'light' : 'dark'),
    },
    {
      key: 'locale',
      label: t('shell.action.toggleLocale'),
      words: 'yy yuyan language english zhongwen',
      icon: <GlobalOutlined />,
      run: () => void setLocale(locale === 'zh-CN' ? 'en-US' : 'zh-CN'),
    },
  ].filter((a) => can(a.permission) && matches(a.label, a.words));

  const found: PaletteEntry[] = (asked.length >= 2 ? (records.data?.items ?? []) : []).flatMap(
    (r) => {
      const to = pageOf(r.kind, r.id);
      if (!to) return [];
      return [
        {
          key: r.id,
          label: [r.number, r.title].filter(Boolean).join(' '),
          hint: [t(`document.kind.${r.kind}`, { defaultValue: r.kind }), r.hint]
            .filter(Boolean)
            .join(' · '),
          icon: <FileSearchOutlined />,
          run: () => void navigate({ to }),
        },
      ];
    },
  );

  const groups = [
    { title: t('shell.palette.records'), entries: found },
    { title: t('shell.palette.pages'), entries: pages },
    { title: t('shell.palette.actions'), entries: actions as PaletteEntry[] },
  ].filter((g) => g.entries.length > 0);
  return { groups, searching: records.isFetching };
}
