import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LineTable } from '@/components/document/line-table';
import { FormDialog } from '@/components/form/form-dialog';
import { Can } from '@/components/ui/can';
import { Panel } from '@/components/ui/page';
import { QueryView } from '@/components/ui/query-view';
import { PanelSkeleton } from '@/components/ui/skeletons';
import { StatusTag } from '@/components/ui/status-tag';
import { http } from '@/lib/http';
import { useCommand } from '@/lib/use-command';
import { departmentKeys, readDepartments, type Department } from '../api';

interface Values {
  code: string;
  name: string;
  active?: boolean;
}

export function DepartmentsPanel() {
  const { t } = useTranslation();
  const [edited, setEdited] = useState<Department | 'new' | null>(null);
  const query = useQuery({
    queryKey: departmentKeys.all,
    queryFn: ({ signal }) => readDepartments(signal),
  });
  const save = useCommand({
    run: (values: Values, key) =>
      edited === 'new' || edited === null
        ? http.post('/departments', { code: values.code, name: values.name }, { key })
        : http.patch(`/departments/${edited.id}`, values, { key, version: edited.version }),
    invalidates: [departmentKeys.all],
    success: t('common.saved'),
    onSuccess: () => setEdited(null),
  });
  const now = edited === 'new' ? null : edited;
  const required = [{ required: true, whitespace: true, message: t('errors.fields.required') }];
  return (
    <Panel
      flush
      title={t('users.tab.departments')}
      extra={
        <Can permission="users.write">
          <Button size="small" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
            {t('users.newDepartment')}
          </Button>
        </Can>
      }
    >
      <QueryView query={query} skeleton={<PanelSkeleton />}>
        {(departments) => (
          <LineTable<Department>
            label={t('users.tab.departments')}
            rows={departments}
            rowKey={(d) => d.id}
            rowTone={(d) => (d.active ? undefined : 'muted')}
            empty={t('users.noDepartments')}
            columns={[
              {
                key: 'code',
                title: t('fields.code'),
                width: 120,
                render: (d) => <span className="jq-num">{d.code}</span>,
              },
              { key: 'name', title: t('fields.name'), width: 220, render: (d) => d.name },
              {
                key: 'active',
                title: t('fields.status'),
                render: (d) => <StatusTag status={d.active ? 'active' : 'inactive'} />,
              },
              {
                key: 'act',
                title: '',
                figure: true,
                render: (d) => (
                  <Can permission="users.write">
                    <Button size="small" onClick={() => setEdited(d)}>
                      {t('common.edit')}
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
        title={now ? `${now.code} ${now.name}` : t('users.newDepartment')}
        command={save}
        initial={now ? { code: now.code, name: now.name, active: now.active } : {}}
        onClose={() => setEdited(null)}
      >
        <Form.Item name="code" label={t('fields.code')} rules={required}>
          <Input maxLength={20} autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="name" label={t('fields.name')} rules={required}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        {now && (
          <Form.Item name="active" label={t('users.offered')} valuePropName="checked">
            <Switch />
          </Form.Item>
        )}
      </FormDialog>
    </Panel>
  );
}
