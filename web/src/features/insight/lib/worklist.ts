import { pageOf, paths } from '@/lib/paths';
import type { Can } from '@/lib/permissions';
import type { WorkItem, Worklist, WorkKind } from '../api';

/** In the order of the trade: from the order to the money, then what the system asks for. */
export const WORK_KINDS: readonly WorkKind[] = [
  'confirm_order',
  'deliver_order',
  'sign_delivery',
  'invoice_delivery',
  'issue_invoice',
  'claim_receipt',
  'present_bill',
  'confirm_bill',
  'allocate_credit',
  'collect_overdue',
  'resolve_dispute',
  'review_limit',
  'review_hold',
  'answer_objection',
  'chase_confirmation',
  'fix_job',
  'finish_import',
];

/** The place where a thing is done, or where it can at least be looked at; `null` without one. */
export function placeOf(item: WorkItem, can: Can): string | null {
  const id = item.subject_id;
  if (!id) return null;
  switch (item.kind) {
    case 'deliver_order':
      return can('deliveries.write')
        ? `${paths.deliveryNew}?order=${id}`
        : pageOf(item.subject_type, id);
    case 'allocate_credit':
      return can('receipts.read')
        ? `${paths.allocation}?customer_id=${id}&currency=${item.currency}`
        : paths.customer(id);
    case 'collect_overdue':
      return can('receipts.read')
        ? `${paths.openItems}?customer_id=${id}&overdue=true`
        : paths.customer(id);
    default:
      return pageOf(item.subject_type, id);
  }
}

/** How many wait in all, and of each kind, in the order of the trade. */
export function waiting(list: Worklist): { all: number; kinds: Worklist['counts'] } {
  const kinds = WORK_KINDS.flatMap((kind) => list.counts.filter((c) => c.kind === kind));
  return { all: kinds.reduce((n, c) => n + c.count, 0), kinds };
}

/** The rows of one kind, or all; most pressing first. */
export function rowsOf(list: Worklist, kind: WorkKind | ''): WorkItem[] {
  return kind === '' ? list.items : list.items.filter((i) => i.kind === kind);
}

/** Where a kind's rows beyond the fifty of the worklist are listed. */
export function wholeList(kind: WorkKind): string | null {
  switch (kind) {
    case 'confirm_order':
      return `${paths.orders}?status=submitted`;
    case 'deliver_order':
      return `${paths.orders}?status=confirmed`;
    case 'sign_delivery':
      return `${paths.deliveries}?status=dispatched`;
    case 'invoice_delivery':
      return paths.invoiceNew;
    case 'issue_invoice':
      return `${paths.invoices}?status=draft`;
    case 'claim_receipt':
      return `${paths.receipts}?status=unclaimed`;
    case 'present_bill':
    case 'confirm_bill':
      return paths.bills;
    case 'allocate_credit':
      return `${paths.openItems}?side=credit&billed=true`;
    case 'collect_overdue':
      return `${paths.openItems}?overdue=true`;
    case 'resolve_dispute':
      return `${paths.openItems}?disputed=true`;
    case 'review_hold':
      return `${paths.customers}?status=hold`;
    case 'answer_objection':
      return `${paths.statements}?status=issued&agreement=differing`;
    case 'chase_confirmation':
      return `${paths.statements}?status=issued&agreement=viewed`;
    case 'review_limit':
    case 'fix_job':
    case 'finish_import':
      return null;
  }
}
