import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MasterPanel } from '@/components/document/master-panel';
import { useLocale } from '@/lib/i18n';
import { readTerms, termsKeys, type Terms } from '../api';
import { TermsDialog } from './terms-dialog';

export function TermsPanel() {
  const { t } = useTranslation();
  const locale = useLocale();
  const [edited, setEdited] = useState<Terms | 'new' | null>(null);
  const query = useQuery({
    queryKey: termsKeys.all,
    queryFn: ({ signal }) => readTerms(signal),
  });
  return (
    <>
      <MasterPanel<Terms>
        title={t('settings.tab.terms')}
        newLabel={t('settings.terms.new')}
        permission="settings.write"
        query={query}
        empty={t('settings.terms.none')}
        onNew={() => setEdited('new')}
        onEdit={setEdited}
        columns={[
          {
            key: 'code',
            title: t('fields.code'),
            width: 90,
            render: (r) => <span className="jq-num">{r.code}</span>,
          },
          { key: 'name', title: t('fields.name'), width: 200, render: (r) => r.name },
          {
            key: 'means',
            title: t('settings.terms.means'),
            width: 260,
            render: (r) => (locale === 'zh-CN' ? r.description_zh : r.description_en),
          },
          {
            key: 'rule',
            title: t('settings.terms.rule'),
            width: 140,
            render: (r) => <code>{r.rule}</code>,
          },
        ]}
      />
      <TermsDialog edited={edited} onClose={() => setEdited(null)} />
    </>
  );
}
