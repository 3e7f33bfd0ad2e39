import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { pageOf } from '@/lib/paths';
import { isNegative } from '@/lib/money';
import { MoneyText } from '../money/money-text';
import { StatusTag } from '../ui/status-tag';
import { dateColumn, moneyColumn } from './columns';
import type { DataColumn } from './types';

/** An open item as `GET /open-items` gives it: debits are positive, credits negative. */
export interface OpenItemRow {
  id: string;
  customer_id: string;
  customer_code: string;
  customer_name: string;
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
  /** In company currency. */
  base_open: string;
}

/** The columns of every list of open items; the document comes first. */
export function openItemColumns(t: TFunction): DataColumn<OpenItemRow>[] {
  return [
    {
      key: 'document_no',
      title: t('openItems.col.document'),
      width: 160,
      locked: true,
      fixed: 'left',
      render: (r) => {
        const to = r.document_id ? pageOf(r.document_type, r.document_id) : null;
        return to ? (
          <Link to={to} className="jq-num" style={{ fontWeight: 500 }}>
            {r.document_no}
          </Link>
        ) : (
          <span className="jq-num">{r.document_no}</span>
        );
      },
    },
    {
      key: 'kind',
      title: t('openItems.col.kind'),
      width: 120,
      render: (r) => (
        <StatusTag
          status={r.kind}
          tone={isNegative(r.amount) ? 'success' : r.billed ? 'active' : 'neutral'}
          label={t(`receipts.kind.${r.kind}`)}
        />
      ),
    },
    dateColumn('document_on', t('openItems.col.on'), { sort: false }),
    {
      key: 'due_on',
      title: t('fields.due_date'),
      width: 180,
      render: (r) => (
        <span
          className="jq-num"
          style={{ color: r.overdue_days > 0 ? 'var(--jq-danger)' : undefined }}
        >
          {isNegative(r.amount) ? '–' : r.due_on}{' '}
          {r.overdue_days > 0 && <small>{t('invoices.late', { count: r.overdue_days })}</small>}
        </span>
      ),
    },
    moneyColumn('amount', t('openItems.col.amount'), {
      currency: (r) => r.currency,
      sort: false,
      totalKey: 'amount',
    }),
    moneyColumn('open', t('openItems.col.open'), {
      currency: (r) => r.currency,
      sort: false,
      strong: true,
      totalKey: 'open',
    }),
    {
      key: 'base_open',
      title: t('openItems.col.base'),
      width: 150,
      align: 'right',
      render: (r) => <MoneyText value={r.base_open} />,
      total: (total) => <MoneyText value={String(total.base_open ?? '') || null} strong />,
      hidden: true,
    },
  ];
}
