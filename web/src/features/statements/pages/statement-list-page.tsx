import { PlusOutlined, TeamOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { customerSource } from '@/components/form/sources';
import {
  dateColumn,
  instantColumn,
  linkColumn,
  moneyColumn,
  statusColumn,
  textColumn,
} from '@/components/table/columns';
import { DataTable } from '@/components/table/data-table';
import type { DataColumn, FilterDef } from '@/components/table/types';
import { ActionBar } from '@/components/ui/action-bar';
import { Page } from '@/components/ui/page';
import { paths } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import { flagParam, textParam, useUrlState } from '@/lib/use-url-state';
import type { StatementRow } from '../api';
import { MakeDialog } from '../components/make-dialog';
import { RunDialog } from '../components/run-dialog';

const STATUSES = ['issued', 'superseded', 'void'];
const AGREEMENTS = ['unsent', 'sent', 'viewed', 'differing', 'confirmed'];
const SPEC = { customer_id: textParam(), currency: textParam(), make: flagParam() };

/** 对账单: what was stated to whom, for which period. */
export function StatementListPage() {
  const { t } = useTranslation();
  const can = useCan();
  const [dialog, setDialog] = useState<'make' | 'run' | null>(null);
  const [{ customer_id, currency, make }, setUrl] = useUrlState(SPEC);
  const close = () => {
    setDialog(null);
    if (make) setUrl({ make: false, currency: '' });
  };
  const columns = useMemo<DataColumn<StatementRow>[]>(() => {
    const money = (key: 'opening' | 'debit' | 'credit' | 'closing', strong = false) =>
      moneyColumn<StatementRow>(key, t(`statements.col.${key}`), {
        currency: (r) => r.currency,
        sort: false,
        strong,
      });
    return [
      linkColumn('number', t('fields.number'), (r) => paths.statement(r.id)),
      {
        key: 'customer',
        title: t('fields.customer'),
        width: 230,
        render: (r) => <Link to={paths.customer(r.customer_id)}>{r.customer_name}</Link>,
      },
      statusColumn('status', t('fields.status'), 'statement', { width: 110 }),
      statusColumn('agreement', t('statements.col.agreement'), 'agreement', { width: 110 }),
      money('closing', true),
      dateColumn('from', t('statements.col.from'), { sort: false }),
      dateColumn('to', t('statements.col.to'), { sort: false }),
      money('opening'),
      money('debit'),
      money('credit'),
      textColumn('created_by', t('statements.col.by'), { width: 100 }),
      instantColumn('created_at', t('statements.col.at'), { sort: false }),
    ];
  }, [t]);
  const filters = useMemo<FilterDef[]>(
    () => [
      { kind: 'entity', key: 'customer_id', label: t('fields.customer'), source: customerSource },
      {
        kind: 'select',
        key: 'status',
        label: t('fields.status'),
        options: STATUSES.map((value) => ({
          value,
          label: t([`status.statement.${value}`, `status.${value}`]),
        })),
      },
      {
        kind: 'select',
        key: 'agreement',
        label: t('statements.col.agreement'),
        options: AGREEMENTS.map((value) => ({ value, label: t(`status.agreement.${value}`) })),
      },
      { kind: 'dates', from: 'from', to: 'to', label: t('statements.period') },
    ],
    [t],
  );
  const presets = useMemo(
    () => [
      { key: 'issued', name: t('statements.view.issued'), query: { status: 'issued' } },
      ...['unsent', 'viewed', 'differing'].map((agreement) => ({
        key: agreement,
        name: t(`statements.view.${agreement}`),
        query: { status: 'issued', agreement },
      })),
    ],
    [t],
  );
  return (
    <Page
      fill
      title={t('shell.nav.statements')}
      actions={
        <ActionBar
          actions={[
            {
              key: 'make',
              label: t('statements.make'),
              icon: <PlusOutlined />,
              primary: true,
              hotkey: 'n',
              permission: 'statements.write',
              run: () => setDialog('make'),
            },
            {
              key: 'run',
              label: t('statements.run'),
              icon: <TeamOutlined />,
              hotkey: 'shift+n',
              permission: 'statements.write',
              run: () => setDialog('run'),
            },
          ]}
        />
      }
    >
      <DataTable<StatementRow>
        id="statements"
        endpoint="/statements"
        exportable={false}
        columns={columns}
        filters={filters}
        presets={presets}
        rowHref={(r) => paths.statement(r.id)}
        rowTone={(r) => (r.status === 'issued' ? undefined : 'muted')}
        empty={{
          title: t('statements.empty.title'),
          text: t('statements.empty.text'),
          action: can('statements.write')
            ? { label: t('statements.run'), run: () => setDialog('run') }
            : undefined,
        }}
      />
      <MakeDialog
        open={dialog === 'make' || make}
        customer={customer_id || undefined}
        currency={currency || undefined}
        onClose={close}
      />
      <RunDialog open={dialog === 'run'} onClose={() => setDialog(null)} />
    </Page>
  );
}
