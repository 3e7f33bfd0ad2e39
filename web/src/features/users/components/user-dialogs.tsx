import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/components/form/form-dialog';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { http } from '@/lib/http';
import { useCommand } from '@/lib/use-command';
import { userKeys, type Created, type Grant, type UserView } from '../api';
import { conflictsIn, grantBody } from '../lib/grants';
import { LOCALE_OPTIONS } from '../lib/locales';
import { RolesEditor, useGrantRule, useRoles } from './roles-editor';

interface DialogProps {
  user: UserView;
  open: boolean;
  onClose: () => void;
}

const REFRESHED = [userKeys.all, ['people'], ['timeline']];

interface Face {
  name: string;
  email: string;
  locale: string;
}

export function EditDialog({ user, open, onClose }: DialogProps) {
  const { t } = useTranslation();
  const save = useCommand({
    run: (face: Face, key) => http.patch(`/users/${user.id}`, face, { key, version: user.version }),
    invalidates: REFRESHED,
    success: t('common.saved'),
    onSuccess: onClose,
  });
  return (
    <FormDialog<Face>
      open={open}
      title={user.login}
      command={save}
      initial={{ name: user.name, email: user.email, locale: user.locale }}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('users.col.name')}
        rules={[{ required: true, whitespace: true, message: t('errors.fields.required') }]}
      >
        <Input maxLength={60} autoFocus />
      </Form.Item>
      <Form.Item name="email" label={t('users.col.email')}>
        <Input maxLength={120} inputMode="email" />
      </Form.Item>
      <Form.Item name="locale" label={t('shell.language')}>
        <Select options={[...LOCALE_OPTIONS]} />
      </Form.Item>
    </FormDialog>
  );
}

interface RoleValues {
  roles: Grant[];
  reason?: string;
}

export function RolesDialog({ user, open, onClose }: DialogProps) {
  const { t } = useTranslation();
  const [form] = Form.useForm<RoleValues>();
  const rule = useGrantRule();
  const roles = useRoles();
  const chosen = Form.useWatch('roles', form) ?? user.roles;
  const conflict = conflictsIn(chosen, roles.data ?? []).length > 0;
  const save = useCommand({
    run: ({ roles: grants, reason }: RoleValues, key) =>
      http.put(
        `/users/${user.id}/roles`,
        { roles: grantBody(grants), reason: reason?.trim() ?? '' },
        { key, version: user.version },
      ),
    invalidates: REFRESHED,
    success: t('users.done.roles'),
    onSuccess: onClose,
  });
  return (
    <FormDialog<RoleValues>
      open={open}
      title={t('users.rolesOf', { name: user.name })}
      width={660}
      command={save}
      form={form}
      initial={{ roles: user.roles }}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}

export function ActiveDialog({ user, open, onClose }: DialogProps) {
  const { t } = useTranslation();
  const word = user.active ? 'disable' : 'enable';
  const change = useCommand({
    run: (active: boolean, key) =>
      http.put(`/users/${user.id}/active`, { active }, { key, version: user.version }),
    invalidates: REFRESHED,
    success: t('common.saved'),
    onSuccess: onClose,
  });
  return (
    <ConfirmAction
      open={open}
      title={t(`users.ask.${word}`, { name: user.name })}
      confirmLabel={t(`users.action.${word}`)}
      danger={user.active}
      pending={change.pending}
      problem={change.problem}
      onConfirm={() => change.run(!user.active)}
      onClose={() => {
        change.reset();
        onClose();
      }}
    >
      <p style={{ margin: 0 }}>{t(`users.explain.${word}`)}</p>
    </ConfirmAction>
  );
}

export function ResetDialog({
  user,
  open,
  onClose,
  onMade,
}: DialogProps & { onMade: (password: string) => void }) {
  const { t } = useTranslation();
  const reset = useCommand({
    run: (_: void, key) =>
      http.post<Created>(`/users/${user.id}/reset-password`, undefined, {
        key,
        version: user.version,
      }),
    invalidates: REFRESHED,
    onSuccess: (made) => onMade(made.temporary_password ?? ''),
  });
  return (
    <ConfirmAction
      open={open}
      title={t('users.ask.reset', { name: user.name })}
      confirmLabel={t('users.action.reset')}
      danger
      pending={reset.pending}
      problem={reset.problem}
      onConfirm={() => reset.run()}
      onClose={() => {
        reset.reset();
        onClose();
      }}
    >
      <p style={{ margin: 0 }}>{t('users.explain.reset')}</p>
    </ConfirmAction>
  );
}
