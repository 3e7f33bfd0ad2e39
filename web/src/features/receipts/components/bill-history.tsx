import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LineTable, TwoLines, type LineColumn } from '@/components/document/line-table';
import { MoneyText } from '@/components/money/money-text';
import { Panel } from '@/components/ui/page';
import { StatusTag } from '@/components/ui/status-tag';
import { paths } from '@/lib/paths';
import type { Bill, BillStep } from '../bills';

/** The whole and its parts, by interval. */
export function BillFamily({ bills, current }: { bills: readonly Bill[]; current: string }) {
  const { t } = useTranslation();
  const columns: LineColumn<Bill>[] = [
    {
      key: 'number',
      title: t('fields.number'),
      render: (b) =>
        b.id === current ? (
          <strong>{b.number}</strong>
        ) : (
          <Link to={paths.bill(b.id)}>{b.number}</Link>
        ),
    },
    {
      key: 'interval',
      title: t('bills.field.interval'),
      render: (b) => <span className="jq-num">{b.interval}</span>,
    },
    {
      key: 'amount',
      title: t('bills.field.amount'),
      figure: true,
      render: (b) => <MoneyText value={b.amount} />,
    },
    {
      key: 'status',
      title: t('fields.status'),
      render: (b) => <StatusTag status={b.status} kind="bill" />,
    },
    { key: 'holder', title: t('bills.col.holder'), render: (b) => b.holder || '–' },
  ];
  return (
    <Panel title={t('bills.family')}>
      <LineTable
        label={t('bills.family')}
        columns={columns}
        rows={bills}
        rowKey={(b) => b.id}
        rowTone={(b) => (b.status === 'split' ? 'muted' : undefined)}
      />
    </Panel>
  );
}

/** What happened to a bill, the first first. */
export function BillSteps({ steps }: { steps: readonly BillStep[] }) {
  const { t } = useTranslation();
  const columns: LineColumn<BillStep>[] = [
    {
      key: 'on',
      title: t('bills.field.on'),
      render: (s) => <span className="jq-num">{s.on}</span>,
    },
    {
      key: 'action',
      title: t('bills.col.step'),
      render: (s) => (
        <TwoLines
          main={t(`bills.action.${s.action}`)}
          sub={[s.taken_back ? t('bills.takenBack') : '', s.reason].filter(Boolean).join(' · ')}
        />
      ),
    },
    {
      key: 'party',
      title: t('bills.col.party'),
      render: (s) => <TwoLines main={s.counterparty || '–'} sub={s.bank_account} />,
    },
    {
      key: 'net',
      title: t('bills.field.net'),
      figure: true,
      render: (s) => <MoneyText value={s.net} />,
    },
    {
      key: 'interest',
      title: t('bills.col.interest'),
      figure: true,
      render: (s) => <MoneyText value={s.interest} />,
    },
    {
      key: 'entry',
      title: t('document.kind.entry'),
      render: (s) => (s.entry_id ? <Link to={paths.entry(s.entry_id)}>{s.entry_no}</Link> : '–'),
    },
    { key: 'by', title: t('bills.col.by'), render: (s) => s.created_by || t('document.system') },
  ];
  return (
    <Panel title={t('bills.history')}>
      <LineTable
        label={t('bills.history')}
        columns={columns}
        rows={steps}
        rowKey={(s) => s.id}
        rowTone={(s) => (s.taken_back ? 'muted' : undefined)}
      />
    </Panel>
  );
}
