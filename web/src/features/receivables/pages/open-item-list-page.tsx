import { SwapOutlined } from '@ant-design/icons';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { customerSource } from '@/components/form/sources';
import { openItemColumns, type OpenItemRow } from '@/components/table/open-item-columns';
import { DataTable } from '@/components/table/data-table';
import type { PresetView } from '@/components/table/saved-views';
import type { DataColumn, FilterDef } from '@/components/table/types';
import { ActionBar } from '@/components/ui/action-bar';
import { Page } from '@/components/ui/page';
import { CURRENCIES } from '@/lib/money';
import { pageOf, paths } from '@/lib/paths';

const KINDS = ['invoice', 'delivery', 'return', 'credit', 'receipt', 'write_off'];

/** 未清项: everything that is still open between us and our customers, oldest due date first. */
export function OpenItemListPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const columns = useMemo<DataColumn<OpenItemRow>[]>(() => {
    const [document, ...rest] = openItemColumns(t);
    return [
      ...(document ? [document] : []),
      {
        key: 'customer',
        title: t('fields.customer'),
        width: 230,
        render: (r) => <Link to={paths.customer(r.customer_id)}>{r.customer_name}</Link>,
      },
      ...rest,
    ];
  }, [t]);
  const filters = useMemo<FilterDef[]>(
    () => [
      { kind: 'entity', key: 'customer_id', label: t('fields.customer'), source: customerSource },
      {
        kind: 'select',
        key: 'kind',
        label: t('openItems.col.kind'),
        options: KINDS.map((value) => ({ value, label: t(`receipts.kind.${value}`) })),
      },
      {
        kind: 'select',
        key: 'overdue',
        label: t('openItems.overdue'),
        options: [{ value: 'true', label: t('openItems.onlyOverdue') }],
      },
      {
        kind: 'select',
        key: 'side',
        label: t('openItems.side'),
        options: ['debit', 'credit'].map((value) => ({ value, label: t(`openItems.${value}`) })),
      },
      {
        kind: 'select',
        key: 'billed',
        label: t('openItems.billed'),
        options: ['true', 'false'].map((value) => ({
          value,
          label: t(value === 'true' ? 'openItems.isBilled' : 'openItems.isUnbilled'),
        })),
      },
      {
        kind: 'select',
        key: 'currency',
        label: t('fields.currency'),
        options: CURRENCIES.map((value) => ({ value, label: value })),
      },
      { kind: 'day', key: 'due_to', label: t('openItems.dueTo') },
      {
        kind: 'select',
        key: 'settled',
        label: t('openItems.settled'),
        options: [{ value: 'true', label: t('openItems.withSettled') }],
      },
    ],
    [t],
  );
  const presets = useMemo(
    (): PresetView[] => [
      { key: 'overdue', name: t('openItems.view.overdue'), query: { overdue: 'true' } },
      {
        key: 'unbilled',
        name: t('openItems.view.unbilled'),
        query: { billed: 'false', side: 'debit' },
      },
      {
        key: 'credits',
        name: t('openItems.view.credits'),
        query: { side: 'credit', billed: 'true' },
      },
    ],
    [t],
  );
  return (
    <Page
      fill
      title={t('shell.nav.openItems')}
      actions={
        <ActionBar
          actions={[
            {
              key: 'allocate',
              label: t('openItems.allocate'),
              icon: <SwapOutlined />,
              primary: true,
              hotkey: 'a',
              permission: 'allocations.write',
              run: () => void navigate({ to: paths.allocation }),
            },
          ]}
        />
      }
    >
      <DataTable<OpenItemRow>
        id="open-items"
        endpoint="/open-items"
        totals
        columns={columns}
        filters={filters}
        presets={presets}
        rowHref={(r) =>
          (r.document_id && pageOf(r.document_type, r.document_id)) || paths.customer(r.customer_id)
        }
        empty={{ title: t('openItems.empty.title'), text: t('openItems.empty.text') }}
      />
    </Page>
  );
}
