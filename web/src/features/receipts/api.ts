import { http, type ListPage } from '@/lib/http';
import { createKeys } from '@/lib/query-keys';

export interface Receipt {
  id: string;
  number: string;
  status: 'unclaimed' | 'claimed' | 'reversed';
  customer_id: string | null;
  customer_name: string;
  payer: string;
  payer_account: string;
  bank_account_id: string;
  bank_account_name: string;
  method: string;
  bank_ref: string | null;
  received_on: string;
  text: string;
  currency: string;
  rate: string;
  amount: string;
  base_amount: string;
  fee: string;
  open: string;
  item_id: string | null;
  claimed_on: string | null;
  reversed_on: string | null;
  reverse_reason: string;
  owner: string;
  created_by: string;
  created_at: string;
  version: number;
}

/** Debits are positive, credits negative. */
export interface OpenItem {
  id: string;
  kind: string;
  billed: boolean;
  document_type: string;
  document_id: string | null;
  document_no: string;
  document_on: string;
  due_on: string;
  overdue_days: number;
  currency: string;
  amount: string;
  open: string;
}

export interface Sides {
  currency: string;
  debits: OpenItem[];
  credits: OpenItem[];
  more: boolean;
}

interface AllocationSide {
  document_type: string;
  document_id: string | null;
  document_no: string;
}

export interface Allocation {
  id: string;
  batch_id: string;
  customer_name: string;
  debit: AllocationSide;
  credit: AllocationSide;
  currency: string;
  amount: string;
  exchange_gain: string;
  allocated_on: string;
  how: string;
  reason: string;
  undone_on: string | null;
  created_by: string;
}

export interface Allocated {
  batch_id: string | null;
  lines: number;
  amount: string;
}

export interface BankAccount {
  id: string;
  code: string;
  name: string;
  currency: string;
  active: boolean;
}

export const receiptKeys = createKeys('receipts');
export const itemKeys = createKeys('open-items');
export const allocationKeys = createKeys('allocations');

/** What money and allocations show up in. */
export const REFRESHED = [
  receiptKeys.all,
  itemKeys.all,
  allocationKeys.all,
  ['customers'],
  ['invoices'],
  ['timeline'],
];

export const readReceipt = (id: string, signal: AbortSignal) =>
  http.get<Receipt>(`/receipts/${id}`, undefined, signal);

export const readSides = (customer: string, currency: string, signal: AbortSignal) =>
  http.get<Sides>(
    `/customers/${customer}/allocation-sides`,
    { currency: currency || undefined },
    signal,
  );

export const readAllocations = (
  filter: { customer_id?: string; document_id?: string },
  signal: AbortSignal,
) => http.get<ListPage<Allocation>>('/allocations', { ...filter, limit: 100 }, signal);

export const readBankAccounts = async (signal: AbortSignal) =>
  (await http.get<ListPage<BankAccount>>('/bank-accounts', undefined, signal)).items;
