import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LineTable } from '@/components/document/line-table';
import { Can } from '@/components/ui/can';
import { Panel } from '@/components/ui/page';
import { QueryView } from '@/components/ui/query-view';
import { PanelSkeleton } from '@/components/ui/skeletons';
import { StatusTag } from '@/components/ui/status-tag';
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
    <Panel
      flush
      title={t('settings.tab.terms')}
      extra={
        <Can permission="settings.write">
          <Button
            size="small"
            icon={<PlusOutlined />}
            onClick={() => setEdited('new')}
            data-action="new"
          >
            {t('settings.terms.new')}
          </Button>
        </Can>
      }
    >
      <QueryView query={query} skeleton={<PanelSkeleton />}>
        {(terms) => (
          <LineTable<Terms>
            label={t('settings.tab.terms')}
            rows={terms}
            rowKey={(r) => r.id}
            rowTone={(r) => (r.active ? undefined : 'muted')}
            empty={t('settings.terms.none')}
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
              {
                key: 'active',
                title: t('fields.status'),
                render: (r) => <StatusTag status={r.active ? 'active' : 'inactive'} />,
              },
              {
                key: 'act',
                title: '',
                figure: true,
                render: (r) => (
                  <Can permission="settings.write">
                    <Button size="small" onClick={() => setEdited(r)}>
                      {t('common.edit')}
                    </Button>
                  </Can>
                ),
              },
            ]}
          />
        )}
      </QueryView>
      <TermsDialog edited={edited} onClose={() => setEdited(null)} />
    </Panel>
  );
}
