/** Which fields an action on a bill asks for, and what is sent. */
import { compare, isDecimal, isZero, sub, sum } from '@/lib/money';
import type { Bill, BillAction } from '../bills';

export interface ActionValues {
  on?: string;
  /** Endorsee, bank, pledgee, or who is pursued. */
  party?: string;
  bank_account_id?: string;
  rate?: string;
  net?: string;
  extra_days?: string;
  recognition?: 'derecognised' | 'kept';
  reason?: string;
  /** Amounts cut off; the rest is the last part. */
  parts?: (string | undefined)[];
}

/** Name of the other side on the wire. */
export const PARTY: Partial<Record<BillAction, string>> = {
  endorse: 'endorsee',
  discount: 'bank',
  pledge: 'pledgee',
  recourse: 'against',
};

const WITHOUT_DAY: readonly BillAction[] = ['take_back', 'reverse'];

export const asksDay = (action: BillAction): boolean => !WITHOUT_DAY.includes(action);

/** Our account is asked for when our money moves. */
export function asksAccount(bill: Pick<Bill, 'status'>, action: BillAction): boolean {
  if (action === 'discount') return true;
  if (action === 'honour') return bill.status === 'presented';
  return action === 'dishonour' && bill.status !== 'presented';
}

export const asksRecognition = (action: BillAction): boolean =>
  action === 'endorse' || action === 'discount';

export const needsReason = (action: BillAction): boolean =>
  action === 'dishonour' || action === 'take_back' || action === 'reverse';

/** All parts of the face: those given and the rest; `null` while they do not fit. */
export function partsOf(face: string, given: readonly (string | undefined)[]): string[] | null {
  const cut = given.filter((part): part is string => !!part && isDecimal(part) && !isZero(part));
  if (cut.length === 0) return null;
  const rest = sub(face, sum(cut));
  const order = compare(rest, '0');
  if (order < 0) return null;
  return order === 0 ? cut : [...cut, rest];
}

/** The body of the call; `null` while something needed is missing. */
export function bodyOf(bill: Bill, action: BillAction, values: ActionValues): object | null {
  const reason = values.reason?.trim() ?? '';
  if (needsReason(action) && reason === '') return null;
  if (!asksDay(action)) return { reason };
  if (!values.on) return null;
  if (action === 'split') {
    const parts = partsOf(bill.amount, values.parts ?? []);
    return parts && parts.length > 1 ? { on: values.on, parts } : null;
  }
  const body: Record<string, unknown> = { on: values.on, reason };
  const party = PARTY[action];
  if (party) {
    const name = values.party?.trim();
    if (!name) return null;
    body[party] = name;
  }
  if (asksAccount(bill, action)) {
    if (!values.bank_account_id) return null;
    body.bank_account_id = values.bank_account_id;
  }
  if (asksRecognition(action) && values.recognition) body.recognition = values.recognition;
  if (action === 'discount') {
    if (!values.net && !values.rate) return null;
    if (values.net) body.net = values.net;
    if (values.rate) body.rate = values.rate;
    if (values.extra_days) body.extra_days = Number.parseInt(values.extra_days, 10) || 0;
  }
  return body;
}
