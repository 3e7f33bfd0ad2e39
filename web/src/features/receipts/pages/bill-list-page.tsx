import { ImportOutlined, PlusOutlined } from '@ant-design/icons';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
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
import type { PresetView } from '@/components/table/saved-views';
import type { DataColumn, FilterDef } from '@/components/table/types';
import { ActionBar } from '@/components/ui/action-bar';
import { Page } from '@/components/ui/page';
import { endOfMonth, today } from '@/lib/dates';
import { paths } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import { BILL_STATUSES, type Bill } from '../bills';
import { BillEnterDialog } from '../components/bill-enter-dialog';
import { BillLadder } from '../components/bill-ladder';

const CLASSES = ['high_grade', 'other_bank', 'commercial'] as const;
const OVER: readonly string[] = ['honoured', 'split', 'reversed'];

/** The register of bills: what we hold, what we passed on, and when it falls due. */
export function BillListPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const can = useCan();
  const [entering, setEntering] = useState(false);
  const columns = useMemo<DataColumn<Bill>[]>(
    () => [
      linkColumn('number', t('fields.number'), (b) => paths.bill(b.id)),
      statusColumn('status', t('fields.status'), 'bill', { width: 104 }),
      dateColumn('due_on', t('bills.field.due_on')),
      {
        key: 'days_to_due',
        title: t('bills.col.days'),
        width: 92,
        align: 'right',
        render: (b) => <DueIn bill={b} />,
      },
      moneyColumn('amount', t('bills.field.amount'), { strong: true }),
      {
        key: 'customer',
        title: t('fields.customer'),
        width: 210,
        render: (b) => <Link to={paths.customer(b.customer_id)}>{b.customer_name}</Link>,
      },
      textColumn('acceptor', t('bills.field.acceptor'), { width: 210 }),
      {
        key: 'acceptor_class',
        title: t('bills.col.class'),
        width: 110,
        render: (b) => t(`bills.class.${b.acceptor_class}`),
      },
      textColumn('holder', t('bills.col.holder'), { width: 170 }),
      textColumn('interval', t('bills.field.interval'), { width: 170 }),
      textColumn('package_no', t('bills.field.package_no'), { width: 270 }),
      dateColumn('received_on', t('bills.field.received_on')),
      textColumn('drawer', t('bills.field.drawer'), { width: 200, hidden: true }),
      textColumn('owner', t('fields.owner'), { width: 110, hidden: true }),
    ],
    [t],
  );
  const filters = useMemo<FilterDef[]>(
    () => [
      { kind: 'search', key: 'search', placeholder: t('bills.searchHint') },
      {
        kind: 'select',
        key: 'status',
        label: t('fields.status'),
        options: BILL_STATUSES.map((value) => ({
          value,
          label: t([`status.bill.${value}`, `status.${value}`]),
        })),
      },
      { kind: 'dates', from: 'due_from', to: 'due_to', label: t('bills.field.due_on') },
      {
        kind: 'select',
        key: 'acceptor_class',
        label: t('bills.col.class'),
        options: CLASSES.map((value) => ({ value, label: t(`bills.class.${value}`) })),
      },
      { kind: 'entity', key: 'customer_id', label: t('fields.customer'), source: customerSource },
      { kind: 'flag', key: 'all', label: t('bills.view.all') },
    ],
    [t],
  );
  const presets = useMemo(
    (): PresetView[] => [
      { key: 'on_hand', name: t('status.bill.on_hand'), query: { status: 'on_hand' } },
      { key: 'due', name: t('bills.view.due'), query: { due_to: today() } },
      { key: 'refused', name: t('status.bill.dishonoured'), query: { status: 'dishonoured' } },
      { key: 'all', name: t('bills.view.all'), query: { all: 'true' } },
    ],
    [t],
  );
  const showMonth = (month: string) => {
    const from = `${month}-01`;
    void navigate({
      to: paths.bills,
      search: { due_from: from, due_to: endOfMonth(from) } as never,
    });
  };
  return (
    <Page
      fill
      title={t('shell.nav.bills')}
      actions={
        <ActionBar
          actions={[
            {
              key: 'new',
              label: t('bills.new'),
              icon: <PlusOutlined />,
              primary: true,
              hotkey: 'n',
              permission: 'bills.write',
              run: () => setEntering(true),
            },
            {
              key: 'import',
              label: t('bills.import'),
              icon: <ImportOutlined />,
              permission: 'bills.write',
              hidden: !can('imports.write'),
              run: () => void navigate({ to: paths.importNew, search: { kind: 'bills' } as never }),
            },
          ]}
        />
      }
    >
      <BillLadder onMonth={showMonth} />
      <DataTable<Bill>
        id="bills"
        endpoint="/bills"
        columns={columns}
        filters={filters}
        presets={presets}
        defaultSort="due_on"
        rowHref={(b) => paths.bill(b.id)}
        rowTone={(b) => (OVER.includes(b.status) ? 'muted' : undefined)}
        empty={{
          title: t('bills.empty.title'),
          text: t('bills.empty.text'),
          ...(can('bills.write')
            ? { action: { label: t('bills.new'), run: () => setEntering(true) } }
            : {}),
        }}
      />
      <BillEnterDialog open={entering} onClose={() => setEntering(false)} />
    </Page>
  );
}

/** Days until it is due while it is unpaid; past due in the colour of warning. */
function DueIn({ bill }: { bill: Bill }) {
  const { t } = useTranslation();
  const open = ['on_hand', 'pledged', 'presented', 'endorsed', 'discounted'];
  if (!open.includes(bill.status)) return <span style={{ color: 'var(--jq-text-faint)' }}>–</span>;
  const late = bill.days_to_due <= 0;
  return (
    <span className="jq-num" style={late ? { color: 'var(--jq-danger)' } : undefined}>
      {late
        ? t('bills.dueSince', { count: -bill.days_to_due })
        : t('bills.dueIn', { count: bill.days_to_due })}
    </span>
  );
}
