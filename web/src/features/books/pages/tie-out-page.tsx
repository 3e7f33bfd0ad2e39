import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LineTable, TwoLines, type LineColumn } from '@/components/document/line-table';
import { DateInput } from '@/components/form/date-range';
import { MoneyText } from '@/components/money/money-text';
import { Page, Panel } from '@/components/ui/page';
import { QueryView } from '@/components/ui/query-view';
import { PanelSkeleton } from '@/components/ui/skeletons';
import { StatCard, StatRow } from '@/components/ui/stat-card';
import { StatusTag } from '@/components/ui/status-tag';
import { today } from '@/lib/dates';
import { isZero, sub } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCompanyCurrency } from '@/lib/session';
import { dateParam, flagParam, useUrlState } from '@/lib/use-url-state';
import { ledgerKeys, readTieOut, type TieOut, type TieRow } from '../api';
import { tieSums } from '../lib/balances';

/** The control account against the open items, customer by customer, at the end of any day. */
export function TieOutPage() {
  const { t } = useTranslation();
  const spec = useMemo(() => ({ on: dateParam(today()), differences: flagParam() }), []);
  const [{ on, differences }, setUrl] = useUrlState(spec);
  const query = useQuery({
    queryKey: ledgerKeys.extra('tie-out', { on }),
    queryFn: ({ signal }) => readTieOut(on, false, signal),
  });
  return (
    <Page
      title={t('shell.nav.tieOut')}
      hint={t('books.tieHint')}
      actions={
        <span style={{ display: 'inline-flex', gap: 14, alignItems: 'center' }}>
          <Checkbox
            checked={differences}
            onChange={(e) => setUrl({ differences: e.target.checked })}
          >
            {t('books.onlyDifferences')}
          </Checkbox>
          <span style={{ width: 150 }}>
            <DateInput
              value={on}
              allowClear={false}
              aria-label={t('books.asOf')}
              onChange={(day) => setUrl({ on: day })}
            />
          </span>
        </span>
      }
    >
      <QueryView query={query} skeleton={<PanelSkeleton />}>
        {(tie) => <TieTable tie={tie} differences={differences} />}
      </QueryView>
    </Page>
  );
}

function TieTable({ tie, differences }: { tie: TieOut; differences: boolean }) {
  const { t } = useTranslation();
  const own = useCompanyCurrency();
  const sums = tieSums(tie.rows);
  const columns: LineColumn<TieRow>[] = [
    {
      key: 'customer',
      title: t('fields.customer'),
      width: 240,
      render: (r) => (
        <Link to={paths.customer(r.customer_id)}>
          <TwoLines main={r.customer_name} sub={r.customer_code} />
        </Link>
      ),
    },
    { key: 'currency', title: t('fields.currency'), render: (r) => r.currency },
    {
      key: 'control',
      title: t('books.col.control'),
      figure: true,
      width: 140,
      render: (r) => <MoneyText value={r.control} currency={r.currency} />,
    },
    {
      key: 'items',
      title: t('books.col.items'),
      figure: true,
      width: 140,
      render: (r) => <MoneyText value={r.items} currency={r.currency} />,
    },
    {
      key: 'difference',
      title: t('books.col.difference'),
      figure: true,
      width: 120,
      render: (r) => (
        <MoneyText
          value={sub(r.control, r.items)}
          currency={r.currency}
          dashZero
          {...(r.ties ? {} : { tone: 'danger' })}
        />
      ),
    },
    {
      key: 'state',
      title: '',
      render: (r) => (
        <StatusTag
          status={r.ties ? 'balanced' : 'error'}
          label={t(r.ties ? 'books.ties' : 'books.differs')}
        />
      ),
    },
  ];
  return (
    <>
      <StatRow>
        <StatCard
          label={t('books.col.control')}
          value={<MoneyText value={sums.control} currency={own} symbol />}
          note={t('books.asOfDay', { day: tie.on })}
        />
        <StatCard
          label={t('books.col.items')}
          value={<MoneyText value={sums.items} currency={own} symbol />}
          note={t('books.customers', { count: tie.rows.length })}
        />
        <StatCard
          label={t('books.col.difference')}
          value={<MoneyText value={sums.difference} currency={own} symbol />}
          note={t('books.differences', { count: tie.differences })}
          tone={tie.differences === 0 && isZero(sums.difference) ? 'success' : 'danger'}
        />
      </StatRow>
      <Panel flush>
        <LineTable
          label={t('shell.nav.tieOut')}
          columns={columns}
          rows={differences ? tie.rows.filter((r) => !r.ties) : tie.rows}
          rowKey={(r) => `${r.customer_id}${r.currency}`}
          rowTone={(r) => (r.ties ? undefined : 'danger')}
          empty={t(differences ? 'books.noDifferences' : 'books.noOpenItems')}
        />
      </Panel>
    </>
  );
}
