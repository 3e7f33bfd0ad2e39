import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LineTable } from '@/components/document/line-table';
import { FormDialog } from '@/components/form/form-dialog';
import { Can } from '@/components/ui/can';
import { Panel } from '@/components/ui/page';
import { QueryView } from '@/components/ui/query-view';
import { PanelSkeleton } from '@/components/ui/skeletons';
import { http } from '@/lib/http';
import { useLocale } from '@/lib/i18n';
import { useCommand } from '@/lib/use-command';
import { accountKeys, readAccounts, type Account } from '../api';

interface Values {
  code: string;
  name: string;
  name_en: string;
}

/** Which account of the chart plays which role when documents are posted. */
export function AccountsPanel() {
  const { t } = useTranslation();
  const locale = useLocale();
  const [edited, setEdited] = useState<Account | null>(null);
  const query = useQuery({
    queryKey: accountKeys.all,
    queryFn: ({ signal }) => readAccounts(signal),
  });
  const save = useCommand({
    run: (values: Values, key) => http.put(`/accounts/${edited?.role ?? ''}`, values, { key }),
    invalidates: [accountKeys.all],
    success: t('common.saved'),
    onSuccess: () => setEdited(null),
  });
  const role = (word: string) => t(`settings.accounts.roles.${word}`, { defaultValue: word });
  return (
    <Panel flush title={t('settings.accounts.title')} extra={t('settings.accounts.help')}>
      <QueryView query={query} skeleton={<PanelSkeleton />}>
        {(accounts) => (
          <LineTable<Account>
            label={t('settings.tab.accounts')}
            rows={accounts}
            rowKey={(r) => r.code}
            rowTone={(r) => (r.role ? undefined : 'muted')}
            columns={[
              {
                key: 'code',
                title: t('books.col.account'),
                width: 100,
                render: (r) => <span className="jq-num">{r.code}</span>,
              },
              {
                key: 'name',
                title: t('fields.name'),
                width: 220,
                render: (r) => (locale === 'zh-CN' ? r.name : r.name_en),
              },
              {
                key: 'side',
                title: t('settings.accounts.side'),
                render: (r) => t(`settings.accounts.sides.${r.side}`),
              },
              {
                key: 'role',
                title: t('settings.accounts.role'),
                width: 200,
                render: (r) => (r.role ? role(r.role) : t('settings.accounts.unused')),
              },
              {
                key: 'act',
                title: '',
                figure: true,
                render: (r) =>
                  r.role && (
                    <Can permission="settings.write">
                      <Button size="small" onClick={() => setEdited(r)}>
                        {t('settings.accounts.change')}
                      </Button>
                    </Can>
                  ),
              },
            ]}
          />
        )}
      </QueryView>
      <FormDialog<Values>
        open={edited !== null}
        title={edited ? role(edited.role) : ''}
        command={save}
        initial={edited ? { code: edited.code, name: edited.name, name_en: edited.name_en } : {}}
        intro={
          <Alert
            type="info"
            showIcon
            title={t('settings.accounts.explain')}
            style={{ marginBottom: 16 }}
          />
        }
        onClose={() => setEdited(null)}
      >
        <Form.Item
          name="code"
          label={t('settings.accounts.code')}
          rules={[{ required: true, whitespace: true, message: t('errors.fields.required') }]}
        >
          <Input maxLength={20} autoFocus className="jq-num" autoComplete="off" />
        </Form.Item>
        <Form.Item name="name" label={t('settings.accounts.nameZh')}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item name="name_en" label={t('settings.accounts.nameEn')}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
      </FormDialog>
    </Panel>
  );
}
