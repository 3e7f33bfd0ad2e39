import { CheckOutlined } from '@ant-design/icons';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/ui/page';
import { QueryView } from '@/components/ui/query-view';
import { PanelSkeleton } from '@/components/ui/skeletons';
import type { RoleView } from '../api';
import { areaOf, permissionsOf } from '../lib/grants';
import { useRoles } from './roles-editor';
import styles from './users.module.css';

/** What each role may do; to read, the roles come with the product. */
export function RoleMatrix() {
  const query = useRoles();
  return (
    <QueryView query={query} skeleton={<PanelSkeleton />}>
      {(roles) => <Matrix roles={roles} />}
    </QueryView>
  );
}

function Matrix({ roles }: { roles: readonly RoleView[] }) {
  const { t } = useTranslation();
  const held = new Map(roles.map((r) => [r.role, new Set(r.permissions)]));
  const permissions = permissionsOf(roles).filter((p) => p !== 'self.use');
  const areas = [...new Set(permissions.map(areaOf))];
  const word = (permission: string) => t(`permissions.${permission}`, { defaultValue: permission });
  return (
    <Panel flush>
      <div className={styles.matrix} role="region" aria-label={t('users.matrix')} tabIndex={0}>
        <table aria-label={t('users.matrix')}>
          <thead>
            <tr>
              <th scope="col">{t('users.col.permission')}</th>
              {roles.map((r) => (
                <th key={r.role} scope="col">
                  {t(`roles.${r.role}`, { defaultValue: r.role })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {areas.map((area) => (
              <Fragment key={area}>
                <tr className={styles.area}>
                  <td colSpan={roles.length + 1}>
                    {t(`permissions.area.${area}`, { defaultValue: area })}
                  </td>
                </tr>
                {permissions
                  .filter((p) => areaOf(p) === area)
                  .map((permission) => (
                    <tr key={permission}>
                      <td title={permission}>{word(permission)}</td>
                      {roles.map((r) => (
                        <td key={r.role}>
                          {held.get(r.role)?.has(permission) ? (
                            <CheckOutlined className={styles.yes} aria-label={t('common.yes')} />
                          ) : (
                            <span className={styles.no} aria-label={t('common.no')}>
                              ·
                            </span>
                          )}
                        </td>
                      ))}
                    </tr>
                  ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
