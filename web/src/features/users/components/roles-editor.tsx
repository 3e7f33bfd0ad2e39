import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { EntitySelect } from '@/components/form/entity-select';
import { departmentSource } from '@/components/form/sources';
import { readRoles, roleKeys, type Grant, type ScopeKind } from '../api';
import { conflictsIn, grantProblem } from '../lib/grants';
import styles from './users.module.css';

const SCOPES: readonly ScopeKind[] = ['own', 'department', 'company'];

export function useRoles() {
  return useQuery({
    queryKey: roleKeys.all,
    queryFn: ({ signal }) => readRoles(signal),
    staleTime: 5 * 60_000,
  });
}

/** Which roles somebody has and how far each reaches; works as a Form.Item child. */
export function RolesEditor({
  value = [],
  onChange,
}: {
  value?: Grant[];
  onChange?: (grants: Grant[]) => void;
}) {
  const { t } = useTranslation();
  const roles = useRoles();
  const put = (index: number, patch: Partial<Grant>) =>
    onChange?.(value.map((g, i) => (i === index ? { ...g, ...patch } : g)));
  const problem = grantProblem(value);
  const conflicts = conflictsIn(value, roles.data ?? []);
  return (
    <div className={styles.grants}>
      {value.map((grant, index) => (
        <div key={index} className={styles.grant}>
          <Select
            value={grant.role || null}
            loading={roles.isLoading}
            placeholder={t('users.chooseRole')}
            aria-label={t('users.col.role')}
            options={(roles.data ?? []).map((r) => ({
              value: r.role,
              label: t(`roles.${r.role}`, { defaultValue: r.role }),
            }))}
            onChange={(role: string) => put(index, { role })}
          />
          <Select
            value={grant.scope}
            aria-label={t('users.col.scope')}
            options={SCOPES.map((scope) => ({ value: scope, label: t(`users.scope.${scope}`) }))}
            onChange={(scope: ScopeKind) => put(index, { scope })}
          />
          {grant.scope === 'department' ? (
            <EntitySelect
              source={departmentSource}
              value={grant.department_id ?? undefined}
              aria-label={t('fields.department')}
              placeholder={t('fields.department')}
              onChange={(id) => put(index, { department_id: id ?? null })}
            />
          ) : (
            <span />
          )}
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('users.removeRole')}
            onClick={() => onChange?.(value.filter((_, i) => i !== index))}
          />
        </div>
      ))}
      <Button
        type="dashed"
        icon={<PlusOutlined />}
        className={styles.add ?? ''}
        onClick={() => onChange?.([...value, { role: '', scope: 'company', department_id: null }])}
      >
        {t('users.addRole')}
      </Button>
      {problem === 'twice' && <Alert type="error" showIcon title={t('users.problem.twice')} />}
      {conflicts.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={conflicts
            .map(([a, b]) => t('users.conflict', { a: t(`roles.${a}`), b: t(`roles.${b}`) }))
            .join('；')}
          description={t('users.conflictText')}
        />
      )}
    </div>
  );
}

/** The rule that keeps a form with an unfinished list of roles from being sent. */
export function useGrantRule() {
  const { t } = useTranslation();
  return {
    validator: (_: unknown, grants: Grant[] = []) => {
      if (grants.some((g) => !g.role)) return Promise.reject(new Error(t('users.chooseRole')));
      const problem = grantProblem(grants);
      return problem ? Promise.reject(new Error(t(`users.problem.${problem}`))) : Promise.resolve();
    },
  };
}
