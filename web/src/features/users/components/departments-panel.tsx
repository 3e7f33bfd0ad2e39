import { useQuery } from '@tanstack/react-query';
import { Form, Input, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MasterPanel } from '@/components/document/master-panel';
import { FormDialog } from '@/components/form/form-dialog';
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
    <>
      <MasterPanel<Department>
        title={t('users.tab.departments')}
        newLabel={t('users.newDepartment')}
        permission="users.write"
        query={query}
        empty={t('users.noDepartments')}
        onNew={() => setEdited('new')}
        onEdit={setEdited}
        columns={[
          {
            key: 'code',
            title: t('fields.code'),
            width: 120,
            render: (d) => <span className="jq-num">{d.code}</span>,
          },
          { key: 'name', title: t('fields.name'), width: 220, render: (d) => d.name },
        ]}
      />
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
    </>
  );
}
