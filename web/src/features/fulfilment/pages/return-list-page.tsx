import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { customerSource } from '@/components/form/sources';
import {
  dateColumn,
  linkColumn,
  moneyColumn,
  statusColumn,
  textColumn,
} from '@/components/table/columns';
import { DataTable } from '@/components/table/data-table';
import type { DataColumn, FilterDef } from '@/components/table/types';
import { Page } from '@/components/ui/page';
import { paths } from '@/lib/paths';
import type { ReturnRow } from '../api';

export function ReturnListPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const columns = useMemo<DataColumn<ReturnRow>[]>(
    () => [
      linkColumn('number', t('fields.number'), (r) => paths.return(r.id)),
      {
        key: 'order',
        title: t('document.kind.order'),
        width: 160,
        render: (r) => (
          <Link to={paths.order(r.order_id)} className="jq-num">
            {r.order}
          </Link>
        ),
      },
      textColumn('customer', t('fields.customer'), { width: 220 }),
      statusColumn('status', t('fields.status'), 'return'),
      dateColumn('returned_on', t('returns.col.date'), { sort: false }),
      moneyColumn('total', t('returns.col.total'), {
        currency: (r) => r.currency,
        sort: false,
      }),
      textColumn('reason', t('common.reason'), { width: 240 }),
    ],
    [t],
  );
  const filters = useMemo<FilterDef[]>(
    () => [
      { kind: 'search', key: 'search', placeholder: t('returns.searchHint') },
      { kind: 'entity', key: 'customer_id', label: t('fields.customer'), source: customerSource },
      { kind: 'dates', from: 'from', to: 'to', label: t('returns.col.date') },
    ],
    [t],
  );
  return (
    <Page fill title={t('shell.nav.returns')}>
      <DataTable<ReturnRow>
        id="returns"
        endpoint="/returns"
        columns={columns}
        filters={filters}
        rowHref={(r) => paths.return(r.id)}
        empty={{
          title: t('returns.empty.title'),
          text: t('returns.empty.text'),
          action: {
            label: t('returns.empty.action'),
            run: () =>
              void navigate({ to: paths.deliveries, search: { status: 'signed' } as never }),
          },
        }}
      />
    </Page>
  );
}
