import type { CurrencyBalance } from '@/components/money/exposure-figures';
import { http, queryString } from '@/lib/http';
import { createKeys } from '@/lib/query-keys';

export interface CustomerRow {
  id: string;
  code: string;
  name: string;
  status: string;
  currency: string;
  credit_limit: string | null;
  owner: string;
  terms?: string;
  /** Receivable in company currency. */
  balance?: string;
  version: number;
}

export interface Address {
  kind: string;
  recipient: string;
  phone: string;
  address: string;
  is_default: boolean;
}

export interface Contact {
  name: string;
  title: string;
  phone: string;
  email: string;
  duty: string;
}

export interface BankAccount {
  bank: string;
  account: string;
  holder: string;
}

export interface CustomerView extends CustomerRow {
  name_en: string;
  invoice_title: string;
  tax_id: string;
  tax_address: string;
  tax_phone: string;
  tax_bank: string;
  tax_account: string;
  invoice_email: string;
  country: string;
  region: string;
  channel: string;
  terms_id: string | null;
  terms: string;
  credit_grade: string;
  /** What counts against the limit, in company currency. */
  exposure: string;
  balances: CurrencyBalance[];
  warnings: { code: string; message: string }[];
  owner_id: string | null;
  department_id: string | null;
  department: string;
  cut_off_day: number;
  note: string;
  hold_reason: string;
  addresses: Address[];
  contacts: Contact[];
  bank_accounts: BankAccount[];
  aliases: string[];
}

export interface CustomerBody {
  code?: string;
  name: string;
  name_en: string;
  invoice_title: string;
  tax_id: string;
  tax_address: string;
  tax_phone: string;
  tax_bank: string;
  tax_account: string;
  invoice_email: string;
  country: string;
  region: string;
  channel: string;
  currency: string;
  terms_id: string;
  credit_limit?: string | null;
  owner_id?: string | null;
  department_id?: string | null;
  cut_off_day: number;
  note: string;
  addresses: Address[];
  contacts: Contact[];
  bank_accounts: BankAccount[];
  aliases: string[];
}

export interface BalanceNow extends CurrencyBalance {
  balance: string;
  overdue: string;
  oldest_due_on: string | null;
  base_exposure: string;
}

export interface MonthBalance {
  /** Last day of the month. */
  on: string;
  currency: string;
  balance: string;
  /** In company currency. */
  base: string;
}

export interface Balances {
  balances: BalanceNow[];
  months: MonthBalance[];
}

export const customerKeys = createKeys('customers');

export const readCustomer = (id: string, signal?: AbortSignal) =>
  http.get<CustomerView>(`/customers/${id}`, undefined, signal);
export const readBalances = (id: string, signal?: AbortSignal) =>
  http.get<Balances>(`/customers/${id}/balance`, undefined, signal);

export const setStatus = (customer: CustomerView, status: string, reason: string, key: string) =>
  http.post(
    `/customers/${customer.id}/status`,
    { status, reason },
    { key, version: customer.version },
  );
export const setLimit = (
  customer: CustomerView,
  limit: string | null,
  reason: string,
  key: string,
) =>
  http.put(
    `/customers/${customer.id}/credit-limit`,
    { credit_limit: limit, reason },
    { key, version: customer.version },
  );

/** A row of any document list, as the tabs of a customer show it. */
export interface DocRow {
  id: string;
  number: string;
  status: string;
  currency: string;
  total?: string;
  amount?: string;
  open?: string | null;
  closing?: string;
  ordered_on?: string;
  dispatched_on?: string;
  signed_on?: string | null;
  issued_on?: string | null;
  drafted_on?: string;
  due_on?: string | null;
  received_on?: string;
  unapplied?: string;
  from?: string;
  to?: string;
  opening?: string;
  customer_po?: string;
  payer?: string;
}

export interface AgreedPrice {
  product_id: string;
  sku: string;
  name: string;
  currency: string;
  valid_from: string;
  /** Last day; `null` for open. */
  valid_to: string | null;
  price: string;
}

export interface PriceInput {
  product_id: string;
  currency: string;
  valid_from: string;
  valid_to?: string;
  price: string;
}

export const readPrices = (id: string, signal?: AbortSignal) =>
  http.get<{ items: AgreedPrice[] }>(`/customers/${id}/prices`, undefined, signal);
export const setPrice = (id: string, { valid_to, ...price }: PriceInput, key: string) =>
  http.put(`/customers/${id}/prices`, { ...price, ...(valid_to ? { valid_to } : {}) }, { key });
export const removePrice = (id: string, price: AgreedPrice, key: string) =>
  http.delete(
    `/customers/${id}/prices${queryString({
      product_id: price.product_id,
      currency: price.currency,
      valid_from: price.valid_from,
    })}`,
    { key },
  );
