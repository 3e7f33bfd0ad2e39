import { SaveOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useFieldErrors } from '@/components/form/use-field-errors';
import { ActionBar } from '@/components/ui/action-bar';
import { Page, Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { SecretDialog } from '@/components/ui/secret-dialog';
import { UnsavedGuard } from '@/components/ui/unsaved-guard';
import { http } from '@/lib/http';
import { paths } from '@/lib/paths';
import { useCommand } from '@/lib/use-command';
import { userKeys, type Created, type Grant } from '../api';
import { conflictsIn, grantBody } from '../lib/grants';
import { LOCALE_OPTIONS } from '../lib/locales';
import { RolesEditor, useGrantRule, useRoles } from './roles-editor';
import styles from './users.module.css';

interface Values {
  login: string;
  name: string;
  email?: string;
  locale: string;
  roles: Grant[];
  reason?: string;
}

/** A new account; its temporary password is shown once. */
export function NewUserForm() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const [dirty, setDirty] = useState(false);
  const [made, setMade] = useState<Created | null>(null);
  const rule = useGrantRule();
  const roles = useRoles();
  const chosen = Form.useWatch('roles', form) ?? [];
  const conflict = conflictsIn(chosen, roles.data ?? []).length > 0;
  const save = useCommand({
    run: (values: Values, key) =>
      http.post<Created>(
        '/users',
        {
          login: values.login.trim(),
          name: values.name.trim(),
          email: values.email?.trim() ?? '',
          locale: values.locale,
          roles: grantBody(values.roles),
          reason: values.reason?.trim() ?? '',
        },
        { key },
      ),
    invalidates: [userKeys.all, ['people']],
    success: t('users.done.created'),
    onSuccess: (created) => {
      flushSync(() => setDirty(false));
      setMade(created);
    },
  });
  useFieldErrors(form, save.problem);
  const required = [{ required: true, whitespace: true, message: t('errors.fields.required') }];
  return (
    <Page
      title={t('users.new')}
      back={paths.users}
      actions={
        <ActionBar
          actions={[
            {
              key: 'save',
              label: t('users.create'),
              icon: <SaveOutlined />,
              primary: true,
              hotkey: 'mod+s',
              loading: save.pending,
              run: () => form.submit(),
            },
          ]}
        />
      }
    >
      <UnsavedGuard dirty={dirty} />
      <Form<Values>
        form={form}
        layout="vertical"
        className={styles.form}
        initialValues={{
          locale: 'zh-CN',
          roles: [{ role: '', scope: 'company', department_id: null }],
        }}
        onValuesChange={() => setDirty(true)}
        onFinish={save.run}
      >
        <ProblemAlert error={save.problem} onClose={save.reset} />
        <Panel title={t('users.section.who')}>
          <div className={styles.fields}>
            <Form.Item name="name" label={t('users.col.name')} rules={required}>
              <Input maxLength={60} autoFocus autoComplete="off" />
            </Form.Item>
            <Form.Item
              name="login"
              label={t('auth.login')}
              rules={required}
              extra={t('users.loginHelp')}
            >
              <Input maxLength={60} autoComplete="off" autoCapitalize="none" spellCheck={false} />
            </Form.Item>
            <Form.Item name="email" label={t('users.col.email')}>
              <Input maxLength={120} autoComplete="off" inputMode="email" />
            </Form.Item>
            <Form.Item name="locale" label={t('shell.language')}>
              <Select options={[...LOCALE_OPTIONS]} />
            </Form.Item>
          </div>
        </Panel>
        <Panel title={t('users.section.roles')}>
          <Form.Item name="roles" rules={[rule]} extra={t('users.rolesHelp')}>
            <RolesEditor />
          </Form.Item>
          {conflict && (
            <Form.Item
              name="reason"
              label={t('users.conflictReason')}
              rules={[{ required: true, whitespace: true, message: t('common.reasonRequired') }]}
            >
              <Input maxLength={300} />
            </Form.Item>
          )}
        </Panel>
      </Form>
      <SecretDialog
        secret={made ? (made.temporary_password ?? '') : null}
        title={t('users.password')}
        text={t('users.passwordText', { name: form.getFieldValue('name') as string })}
        onClose={() => made && void navigate({ to: paths.user(made.id) })}
      />
    </Page>
  );
}
