import { PlusOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { linkColumn, textColumn } from '@/components/table/columns';
import { DataTable } from '@/components/table/data-table';
import type { DataColumn, FilterDef } from '@/components/table/types';
import { ActionBar } from '@/components/ui/action-bar';
import { Page } from '@/components/ui/page';
import { StatusTag } from '@/components/ui/status-tag';
import { paths } from '@/lib/paths';
import { choiceParam, useUrlState } from '@/lib/use-url-state';
import type { Grant, UserView } from '../api';
import { DepartmentsPanel } from '../components/departments-panel';
import { RoleMatrix } from '../components/role-matrix';

const TABS = ['users', 'roles', 'departments'] as const;
const SPEC = { tab: choiceParam(TABS, 'users') };

export function UsersPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [{ tab }, setUrl] = useUrlState(SPEC);
  return (
    <Page
      title={t('shell.nav.users')}
      fill={tab === 'users'}
      actions={
        <ActionBar
          actions={[
            {
              key: 'new',
              label: t('users.new'),
              icon: <PlusOutlined />,
              primary: true,
              hotkey: 'n',
              permission: 'users.write',
              hidden: tab !== 'users',
              run: () => void navigate({ to: paths.userNew }),
            },
          ]}
        />
      }
    >
      <Tabs
        activeKey={tab}
        onChange={(key) => setUrl({ tab: key as (typeof TABS)[number] })}
        items={TABS.map((key) => ({ key, label: t(`users.tab.${key}`) }))}
        tabBarStyle={{ marginBottom: 0 }}
      />
      {tab === 'users' && <UserList />}
      {tab === 'roles' && <RoleMatrix />}
      {tab === 'departments' && <DepartmentsPanel />}
    </Page>
  );
}

function UserList() {
  const { t } = useTranslation();
  const filters = useMemo<FilterDef[]>(
    () => [
      { kind: 'search', key: 'search', placeholder: t('users.searchHint') },
      {
        kind: 'select',
        key: 'active',
        label: t('fields.status'),
        options: [
          { value: 'true', label: t('users.state.active') },
          { value: 'false', label: t('users.state.disabled') },
        ],
      },
    ],
    [t],
  );
  const columns = useMemo<DataColumn<UserView>[]>(
    () => [
      linkColumn('name', t('users.col.name'), (u) => paths.user(u.id), { width: 150 }),
      textColumn('login', t('auth.login'), { width: 140 }),
      {
        key: 'roles',
        title: t('shell.roles'),
        width: 420,
        render: (u) => <RoleNames grants={u.roles} />,
      },
      textColumn('email', t('users.col.email'), { width: 200 }),
      {
        key: 'active',
        title: t('fields.status'),
        width: 110,
        render: (u) => <UserState user={u} />,
      },
    ],
    [t],
  );
  return (
    <DataTable<UserView>
      id="users"
      endpoint="/users"
      columns={columns}
      filters={filters}
      exportable={false}
      rowHref={(u) => paths.user(u.id)}
      rowTone={(u) => (u.active ? undefined : 'muted')}
      empty={{ title: t('users.none') }}
    />
  );
}

export function UserState({ user }: { user: UserView }) {
  const { t } = useTranslation();
  if (!user.active) return <StatusTag status="inactive" label={t('users.state.disabled')} />;
  if (user.must_change_password)
    return <StatusTag status="pending" label={t('users.state.invited')} />;
  return <StatusTag status="active" label={t('users.state.active')} />;
}

/** "销售（本部门：华东区）、结算专员" */
export function RoleNames({ grants }: { grants: readonly Grant[] }) {
  const { t } = useTranslation();
  if (grants.length === 0) return <>{t('users.noRoles')}</>;
  return (
    <>
      {grants
        .map((g) => {
          const role = t(`roles.${g.role}`, { defaultValue: g.role });
          if (g.scope === 'company') return role;
          const reach = g.scope === 'department' ? (g.department ?? '') : t('users.scope.own');
          return t('users.roleIn', { role, reach });
        })
        .join(t('common.listSeparator'))}
    </>
  );
}
