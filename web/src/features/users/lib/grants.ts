/** Roles given to one person: what is sent, what is missing, what should not be in one hand. */
import type { Grant, RoleView } from '../api';

/** Pairs of the given roles that should be with different people, each once. */
export function conflictsIn(
  grants: readonly Grant[],
  roles: readonly RoleView[],
): [string, string][] {
  const given = [...new Set(grants.map((g) => g.role))];
  const clash = new Map(roles.map((r) => [r.role, new Set(r.conflicts_with)]));
  return given.flatMap((a, i) =>
    given
      .slice(i + 1)
      .filter((b) => clash.get(a)?.has(b) || clash.get(b)?.has(a))
      .map((b): [string, string] => [a, b]),
  );
}

/** Why the grants cannot be sent yet. */
export function grantProblem(grants: readonly Grant[]): 'department' | 'twice' | null {
  if (grants.some((g) => g.scope === 'department' && !g.department_id)) return 'department';
  const keys = grants.map((g) => `${g.role} ${g.scope} ${g.department_id ?? ''}`);
  return new Set(keys).size < keys.length ? 'twice' : null;
}

/** As the API takes them: a department only where the scope is one. */
export const grantBody = (grants: readonly Grant[]) =>
  grants.map(({ role, scope, department_id }) => ({
    role,
    scope,
    department_id: scope === 'department' ? department_id : null,
  }));

/** All permissions of the roles in the order of their first mention, for the rows of the table. */
export function permissionsOf(roles: readonly RoleView[]): string[] {
  return [...new Set(roles.flatMap((r) => r.permissions))].sort(byArea(roles));
}

/** Areas in the order in which the widest role names them; verbs as they come. */
function byArea(roles: readonly RoleView[]) {
  const order = [...new Set(roles.flatMap((r) => r.permissions.map(areaOf)))];
  return (a: string, b: string) => order.indexOf(areaOf(a)) - order.indexOf(areaOf(b));
}

export const areaOf = (permission: string): string => permission.split('.')[0] ?? '';
