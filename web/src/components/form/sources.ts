/** Search sources for the records every feature refers to. */
import { restSource, wholeSource } from './entity-source';

export interface CustomerRef {
  id: string;
  code: string;
  name: string;
  status?: string;
  currency?: string;
}

export interface ProductRef {
  id: string;
  sku: string;
  name: string;
  spec?: string | null;
  unit: string;
  price?: string | null;
  tax_rate?: string | null;
  active?: boolean;
}

export interface UserRef {
  id: string;
  login: string;
  name: string;
}

export const customerSource = restSource<CustomerRef>('/customers', (c) => ({
  value: c.id,
  label: c.name,
  hint: c.code,
  data: c,
}));

export const productSource = restSource<ProductRef>('/products', (p) => ({
  value: p.id,
  label: p.sku,
  hint: [p.name, p.spec].filter(Boolean).join(' · '),
  extra: p.unit,
  data: p,
}));

/** Colleagues, for everybody: owners of customers and documents. */
export const userSource = wholeSource<UserRef>('/people', (u) => ({
  value: u.id,
  label: u.name,
  hint: u.login,
  data: u,
}));

export interface TermsRef {
  id: string;
  code: string;
  name: string;
  active: boolean;
}

export const termsSource = wholeSource<TermsRef>('/terms', (r) => ({
  value: r.id,
  label: r.name,
  hint: r.code,
  data: r,
}));

export interface DepartmentRef {
  id: string;
  code: string;
  name: string;
}

export const departmentSource = wholeSource<DepartmentRef>('/departments', (r) => ({
  value: r.id,
  label: r.name,
  hint: r.code,
  data: r,
}));
