/** The customer form: stored record ↔ form values ↔ request. */
import { isUscc } from '@/lib/uscc';
import type { CustomerBody, CustomerView } from '../api';

export type CustomerValues = Partial<CustomerBody>;

export type TaxIdCheck = 'empty' | 'ok' | 'length' | 'checksum' | 'foreign';

/** What can be said about a tax id before the server says it. */
export function checkTaxId(text: string, country: string): TaxIdCheck {
  const id = text.trim().toUpperCase();
  if (id === '') return 'empty';
  if (country !== 'CN') return 'foreign';
  if (id.length === 18) return isUscc(id) ? 'ok' : 'checksum';
  // Older registrations: 15 digits, and 20 characters for persons.
  return /^([0-9A-Z]{15}|[0-9A-Z]{20})$/.test(id) ? 'ok' : 'length';
}

const TEXTS = [
  'name',
  'name_en',
  'invoice_title',
  'tax_id',
  'tax_address',
  'tax_phone',
  'tax_bank',
  'tax_account',
  'invoice_email',
  'country',
  'region',
  'channel',
  'currency',
  'terms_id',
  'note',
] as const;

const trimAll = <T extends object>(record: T): T =>
  Object.fromEntries(
    Object.entries(record).map(([k, v]) => [k, typeof v === 'string' ? v.trim() : (v ?? '')]),
  ) as T;

export function customerBody(values: CustomerValues, isNew: boolean): CustomerBody {
  const text = Object.fromEntries(TEXTS.map((k) => [k, (values[k] ?? '').trim()])) as Record<
    (typeof TEXTS)[number],
    string
  >;
  const code = values.code?.trim();
  return {
    ...text,
    tax_id: text.tax_id.toUpperCase(),
    country: text.country || 'CN',
    ...(isNew && code ? { code } : {}),
    ...(isNew ? { credit_limit: values.credit_limit || null } : {}),
    owner_id: values.owner_id || null,
    department_id: values.department_id || null,
    cut_off_day: values.cut_off_day ?? 31,
    addresses: (values.addresses ?? [])
      .map((a) => ({ ...blank.address, ...trimAll(a), is_default: !!a.is_default }))
      .filter((a) => a.address !== ''),
    contacts: (values.contacts ?? [])
      .map((c) => ({ ...blank.contact, ...trimAll(c) }))
      .filter((c) => c.name !== ''),
    bank_accounts: (values.bank_accounts ?? [])
      .map((b) => ({ ...blank.bank, ...trimAll(b) }))
      .filter((b) => b.account !== ''),
    aliases: [...new Set((values.aliases ?? []).map((a) => a.trim()).filter(Boolean))],
  };
}

export const blank = {
  address: { kind: 'delivery', recipient: '', phone: '', address: '', is_default: false },
  contact: { name: '', title: '', phone: '', email: '', duty: '' },
  bank: { bank: '', account: '', holder: '' },
} as const;

export function valuesOf(customer: CustomerView): CustomerValues {
  return {
    ...Object.fromEntries(TEXTS.map((k) => [k, customer[k] ?? ''])),
    code: customer.code,
    credit_limit: customer.credit_limit ?? '',
    owner_id: customer.owner_id,
    department_id: customer.department_id,
    cut_off_day: customer.cut_off_day,
    addresses: customer.addresses,
    contacts: customer.contacts,
    bank_accounts: customer.bank_accounts,
    aliases: customer.aliases,
  };
}
