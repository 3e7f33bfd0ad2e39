import { describe, expect, it } from 'vitest';
import type { Grant, RoleView } from '../api';
import { conflictsIn, grantBody, grantProblem, permissionsOf } from './grants';

const grant = (
  role: string,
  scope: Grant['scope'] = 'company',
  department: string | null = null,
) => ({
  role,
  scope,
  department_id: department,
});
const role = (name: string, permissions: string[], conflicts_with: string[] = []): RoleView => ({
  role: name,
  permissions,
  conflicts_with,
});

describe('roles of one person', () => {
  const roles = [role('cashier', [], ['finance']), role('finance', []), role('clerk', [])];
  it('tells each conflicting pair once, whichever side names it', () => {
    expect(conflictsIn([grant('finance'), grant('clerk'), grant('cashier')], roles)).toEqual([
      ['finance', 'cashier'],
    ]);
    expect(conflictsIn([grant('clerk'), grant('clerk', 'own')], roles)).toEqual([]);
  });
  it('wants a department for a department, and no grant twice', () => {
    expect(grantProblem([grant('sales', 'department')])).toBe('department');
    expect(grantProblem([grant('sales', 'own'), grant('sales', 'own')])).toBe('twice');
    expect(
      grantProblem([grant('sales', 'department', 'dep_1'), grant('sales', 'department', 'dep_2')]),
    ).toBeNull();
  });
  it('sends a department only with its scope', () => {
    expect(grantBody([{ ...grant('sales', 'own', 'dep_1'), department: '销售部' }])).toEqual([
      { role: 'sales', scope: 'own', department_id: null },
    ]);
  });
  it('puts the permissions of an area together', () => {
    const all = [role('a', ['orders.read', 'users.read']), role('b', ['orders.write'])];
    expect(permissionsOf(all)).toEqual(['orders.read', 'orders.write', 'users.read']);
  });
});
