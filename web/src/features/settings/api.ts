import { http, type ListPage } from '@/lib/http';
import { createKeys } from '@/lib/query-keys';

export interface Company {
  id: string;
  code: string;
  name: string;
  name_en: string;
  uscc: string;
  address: string;
  phone: string;
  bank_name: string;
  bank_account: string;
  currency: string;
  accounting_standard: 'enterprise' | 'small';
  utc_offset_minutes: number;
  receivable_on: 'signoff' | 'dispatch';
  credit_check: 'pass' | 'warn' | 'hold';
  count_undelivered: boolean;
  over_tolerance: string;
  under_tolerance: string;
  write_off_limit: string;
  bill_weight: string;
  version: number;
}

export interface Terms {
  id: string;
  code: string;
  name: string;
  rule: string;
  description_zh: string;
  description_en: string;
  active: boolean;
  version: number;
}

export interface TermsPreview {
  description_zh: string;
  description_en: string;
  dues: { raw_due_on: string; due_on: string; amount: string }[];
}

export interface Rate {
  currency: string;
  valid_on: string;
  rate: string;
}

export interface BankAccount {
  id: string;
  code: string;
  name: string;
  bank: string;
  account: string;
  currency: string;
  method: 'bank' | 'cash' | 'wallet';
  active: boolean;
  version: number;
}

export interface Account {
  code: string;
  name: string;
  name_en: string;
  side: 'debit' | 'credit';
  role: string;
  active: boolean;
}

export interface Series {
  kind: string;
  period: string;
  last: number;
}

export const companyKeys = createKeys('company');
export const termsKeys = createKeys('terms');
export const rateKeys = createKeys('rates');
export const bankKeys = createKeys('bank-accounts');
export const accountKeys = createKeys('accounts');
export const seriesKeys = createKeys('number-series');

export const readCompany = (signal?: AbortSignal) =>
  http.get<Company>('/company', undefined, signal);

const whole =
  <Row>(endpoint: string) =>
  async (signal?: AbortSignal): Promise<Row[]> =>
    (await http.get<ListPage<Row>>(endpoint, undefined, signal)).items;

export const readTerms = whole<Terms>('/terms');
export const readRates = whole<Rate>('/rates');
export const readBankAccounts = whole<BankAccount>('/bank-accounts');
export const readAccounts = whole<Account>('/accounts');
export const readSeries = whole<Series>('/number-series');

export const previewTerms = (rule: string, on: string, signal?: AbortSignal) =>
  http.get<TermsPreview>('/terms/preview', { rule, on, amount: '10000.00' }, signal);
