import { EditOutlined, KeyOutlined, StopOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DocHeader } from '@/components/document/doc-header';
import { DocLayout } from '@/components/document/doc-layout';
import { LineTable } from '@/components/document/line-table';
import { Timeline } from '@/components/document/timeline';
import { Can } from '@/components/ui/can';
import { Panel } from '@/components/ui/page';
import { SecretDialog } from '@/components/ui/secret-dialog';
import { paths } from '@/lib/paths';
import { useSession } from '@/lib/session';
import type { Grant, UserView } from '../api';
import { LOCALE_OPTIONS } from '../lib/locales';
import { ActiveDialog, EditDialog, ResetDialog, RolesDialog } from './user-dialogs';

type Dialog = 'edit' | 'roles' | 'reset' | 'active' | null;

export function UserDetail({ user }: { user: UserView }) {
  const { t } = useTranslation();
  const me = useSession()?.user.id === user.id;
  const [dialog, setDialog] = useState<Dialog>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const elsewhere = !user.managed_here && t('users.managedElsewhere');
  const close = () => setDialog(null);
  return (
    <DocLayout
      header={
        <DocHeader
          kind={t('document.kind.user')}
          number={user.name}
          status={user.active ? 'active' : 'inactive'}
          statusKind="user"
          back={paths.users}
          facts={[
            { label: t('auth.login'), value: user.login },
            { label: t('users.col.email'), value: user.email || null },
            {
              label: t('shell.language'),
              value: LOCALE_OPTIONS.find((o) => o.value === user.locale)?.label ?? user.locale,
            },
            {
              label: t('auth.password'),
              value: t(user.must_change_password ? 'users.temporary' : 'users.ownPassword'),
            },
          ]}
          actions={[
            {
              key: 'edit',
              label: t('common.edit'),
              icon: <EditOutlined />,
              hotkey: 'e',
              permission: 'users.write',
              disabledReason: elsewhere,
              run: () => setDialog('edit'),
            },
            {
              key: 'reset',
              label: t('users.action.reset'),
              icon: <KeyOutlined />,
              permission: 'users.write',
              disabledReason: elsewhere,
              run: () => setDialog('reset'),
            },
            {
              key: 'active',
              label: t(user.active ? 'users.action.disable' : 'users.action.enable'),
              icon: <StopOutlined />,
              danger: user.active,
              permission: 'users.write',
              disabledReason: elsewhere || (me && t('users.notYourself')),
              run: () => setDialog('active'),
            },
          ]}
        />
      }
      side={
        <Panel title={t('document.timeline')}>
          <Timeline subject={user.id} />
        </Panel>
      }
    >
      {me && <Alert type="info" showIcon title={t('users.thatsYou')} />}
      <Panel
        flush
        title={t('shell.roles')}
        extra={
          me ? null : (
            <Can permission="users.write">
              <Button
                size="small"
                icon={<EditOutlined />}
                onClick={() => setDialog('roles')}
                data-action="roles"
              >
                {t('users.action.roles')}
              </Button>
            </Can>
          )
        }
      >
        <LineTable<Grant>
          label={t('shell.roles')}
          rows={user.roles}
          rowKey={(g) => `${g.role}${g.scope}${g.department_id ?? ''}`}
          empty={t('users.noRoles')}
          columns={[
            {
              key: 'role',
              title: t('users.col.role'),
              width: 160,
              render: (g) => t(`roles.${g.role}`, { defaultValue: g.role }),
            },
            {
              key: 'scope',
              title: t('users.col.scope'),
              width: 200,
              render: (g) =>
                g.scope === 'department'
                  ? `${t('users.scope.department')} · ${g.department ?? ''}`
                  : t(`users.scope.${g.scope}`),
            },
          ]}
        />
      </Panel>
      <EditDialog user={user} open={dialog === 'edit'} onClose={close} />
      <RolesDialog user={user} open={dialog === 'roles'} onClose={close} />
      <ActiveDialog user={user} open={dialog === 'active'} onClose={close} />
      <ResetDialog
        user={user}
        open={dialog === 'reset'}
        onClose={close}
        onMade={(password) => {
          close();
          setSecret(password);
        }}
      />
      <SecretDialog
        secret={secret}
        title={t('users.password')}
        text={t('users.passwordText', { name: user.name })}
        onClose={() => setSecret(null)}
      />
    </DocLayout>
  );
}
