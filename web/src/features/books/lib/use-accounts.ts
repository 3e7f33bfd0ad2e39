import { useQuery } from '@tanstack/react-query';
import { http, type ListPage } from '@/lib/http';
import { useLocale } from '@/lib/i18n';
import { useCan } from '@/lib/permissions';
import { createKeys } from '@/lib/query-keys';

interface Account {
  code: string;
  name: string;
  name_en: string;
  active: boolean;
}

const keys = createKeys('accounts');

/** The chart in the reader's language; empty for people who may not see settings. */
export function useAccounts(): { code: string; label: string }[] {
  const can = useCan();
  const locale = useLocale();
  const query = useQuery({
    queryKey: keys.all,
    queryFn: async ({ signal }) =>
      (await http.get<ListPage<Account>>('/accounts', undefined, signal)).items,
    enabled: can('settings.read'),
    staleTime: 5 * 60_000,
  });
  return (query.data ?? []).map((a) => ({
    code: a.code,
    label: locale === 'zh-CN' ? a.name : a.name_en,
  }));
}
