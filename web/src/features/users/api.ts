import { http, type ListPage } from '@/lib/http';
import { createKeys } from '@/lib/query-keys';

export type ScopeKind = 'own' | 'department' | 'company';

export interface Grant {
  role: string;
  scope: ScopeKind;
  department_id: string | null;
  department?: string | null;
}

export interface UserView {
  id: string;
  login: string;
  name: string;
  email: string;
  locale: string;
  active: boolean;
  must_change_password: boolean;
  managed_here: boolean;
  roles: Grant[];
  version: number;
}

export interface RoleView {
  role: string;
  permissions: string[];
  conflicts_with: string[];
}

export interface Department {
  id: string;
  code: string;
  name: string;
  active: boolean;
  version: number;
}

export interface Created {
  id: string;
  temporary_password: string | null;
}

export const userKeys = createKeys('users');
export const roleKeys = createKeys('roles');
export const departmentKeys = createKeys('departments');

export const readUser = (id: string, signal?: AbortSignal) =>
  http.get<UserView>(`/users/${id}`, undefined, signal);

export const readRoles = async (signal?: AbortSignal) =>
  (await http.get<ListPage<RoleView>>('/roles', undefined, signal)).items;

export const readDepartments = async (signal?: AbortSignal) =>
  (await http.get<ListPage<Department>>('/departments', undefined, signal)).items;
