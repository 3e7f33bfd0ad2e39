/** Bills of exchange as the server tells them; amounts are CNY. */
import { http } from '@/lib/http';
import { createKeys } from '@/lib/query-keys';
import { REFRESHED } from './api';

export const BILL_STATUSES = [
  'on_hand',
  'pledged',
  'presented',
  'endorsed',
  'discounted',
  'honoured',
  'dishonoured',
  'recourse',
  'split',
  'reversed',
] as const;
export type BillStatus = (typeof BILL_STATUSES)[number];

export type BillAction =
  | 'split'
  | 'endorse'
  | 'discount'
  | 'pledge'
  | 'release'
  | 'present'
  | 'honour'
  | 'dishonour'
  | 'recourse'
  | 'take_back'
  | 'reverse';

export interface Bill {
  id: string;
  number: string;
  root_id: string;
  root_number: string;
  parent_id: string | null;
  status: BillStatus;
  recognition: 'none' | 'derecognised' | 'kept';
  kind: string;
  acceptor_class: 'high_grade' | 'other_bank' | 'commercial';
  package_no: string;
  interval: string;
  amount: string;
  issued_on: string;
  due_on: string;
  window_ends_on: string;
  days_to_due: number;
  received_on: string;
  status_on: string;
  drawer: string;
  drawer_account: string;
  drawer_bank: string;
  payee: string;
  acceptor: string;
  endorser: string;
  transferable: boolean;
  holder: string;
  note: string;
  customer_id: string;
  customer_code: string;
  customer_name: string;
  exposure: string;
  item_id: string;
  open: string;
  warnings: string[];
  actions: BillAction[];
  owner: string;
  created_by: string;
  version: number;
}

export interface BillStep {
  id: string;
  action: BillAction;
  from_status: BillStatus;
  to_status: BillStatus;
  on: string;
  counterparty: string;
  bank_account: string;
  net: string | null;
  interest: string | null;
  reason: string;
  entry_id: string | null;
  entry_no: string;
  taken_back: boolean;
  created_by: string;
}

export interface BillDetail {
  bill: Bill;
  steps: BillStep[];
  family: Bill[];
}

/** What an action did, or would do. */
export interface BillEffect {
  status_before: BillStatus;
  status: BillStatus;
  entry: string | null;
  lines: { role: string; debit: string; credit: string }[];
  exposure_change: string;
  reopened: string[];
  parts: number;
  bill: Bill | null;
}

export interface LadderRow {
  month: string;
  count: number;
  held: string;
  endorsed: string;
  discounted: string;
}

export const billKeys = createKeys('bills');

/** What bills show up in. */
export const BILL_REFRESHED = [billKeys.all, ...REFRESHED, ['worklist'], ['ledger']];

export const readBill = (id: string, signal: AbortSignal) =>
  http.get<BillDetail>(`/bills/${id}`, undefined, signal);

export const readLadder = async (signal: AbortSignal) =>
  (await http.get<{ items: LadderRow[] }>('/bills/ladder', undefined, signal)).items;

const place = (id: string, action: BillAction) => `/bills/${id}/${action.replace('_', '-')}`;

export const previewBill = (bill: Bill, action: BillAction, body: object, signal: AbortSignal) =>
  http.post<BillEffect>(`${place(bill.id, action)}?preview=true`, body, {
    version: bill.version,
    signal,
  });

export const actOnBill = (bill: Bill, action: BillAction, body: object, key: string) =>
  http.post<BillEffect>(place(bill.id, action), body, { key, version: bill.version });
