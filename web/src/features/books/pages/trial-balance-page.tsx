import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { LineTable, TwoLines, type LineColumn } from '@/components/document/line-table';
import { MonthRange } from '@/components/form/month-range';
import { MoneyText } from '@/components/money/money-text';
import { ExportButton } from '@/components/table/export-button';
import { Page, Panel } from '@/components/ui/page';
import { QueryView } from '@/components/ui/query-view';
import { PanelSkeleton } from '@/components/ui/skeletons';
import { StatusTag } from '@/components/ui/status-tag';
import { today } from '@/lib/dates';
import { useLocale } from '@/lib/i18n';
import { isZero } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import { textParam, useUrlState } from '@/lib/use-url-state';
import { ledgerKeys, readTrialBalance, type TrialBalance, type TrialRow } from '../api';
import { againstNature, entriesOf, sidesOf } from '../lib/balances';

export function TrialBalancePage() {
  const { t } = useTranslation();
  const can = useCan();
  const spec = useMemo(() => {
    const now = today().slice(0, 7);
    return { from: textParam(now), to: textParam(now) };
  }, []);
  const [{ from, to }, setUrl] = useUrlState(spec);
  const query = useQuery({
    queryKey: ledgerKeys.extra('trial-balance', { from, to }),
    queryFn: ({ signal }) => readTrialBalance(from, to, signal),
  });
  return (
    <Page
      title={t('shell.nav.trialBalance')}
      hint={t('books.trialHint')}
      actions={
        <>
          <MonthRange
            from={from}
            to={to}
            label={t('books.col.period')}
            onChange={(first, last) => setUrl({ from: first, to: last })}
          />
          {can('exports.read') && (
            <ExportButton endpoint="/ledger/trial-balance" query={{ from, to }} />
          )}
        </>
      }
    >
      <QueryView query={query} skeleton={<PanelSkeleton />}>
        {(trial) => <TrialTable trial={trial} />}
      </QueryView>
    </Page>
  );
}

function TrialTable({ trial }: { trial: TrialBalance }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { from, to, currency } = trial;
  const money = (value: string | null, strong = false) =>
    value === null ? '' : <MoneyText value={value} currency={currency} strong={strong} />;
  const balance = (r: TrialRow, of: 'opening' | 'closing', side: 'debit' | 'credit') => {
    const value = sidesOf(r[of])[side];
    if (value === null) return '';
    const odd = againstNature(r.side, r[of]);
    return (
      <span title={odd ? t('books.againstNature') : undefined}>
        <MoneyText value={value} currency={currency} {...(odd ? { tone: 'danger' } : {})} />
      </span>
    );
  };
  const movement = (r: TrialRow, side: 'debit' | 'credit') =>
    isZero(r[side]) ? (
      ''
    ) : (
      <Link to={paths.entries} search={entriesOf(r.account, from, to) as never}>
        {money(r[side])}
      </Link>
    );
  const figure = (
    key: string,
    title: string,
    render: (r: TrialRow) => React.ReactNode,
    foot: string,
  ): LineColumn<TrialRow> => ({
    key,
    title,
    figure: true,
    width: 128,
    render,
    foot: money(foot, true),
  });
  const columns: LineColumn<TrialRow>[] = [
    {
      key: 'account',
      title: t('books.col.account'),
      width: 190,
      render: (r) => (
        <Link to={paths.entries} search={entriesOf(r.account, from, to) as never}>
          <TwoLines
            main={<span className="jq-num">{r.account}</span>}
            sub={locale === 'zh-CN' ? r.name : r.name_en}
          />
        </Link>
      ),
      foot: t('books.total'),
    },
    figure(
      'od',
      t('books.col.openingDebit'),
      (r) => balance(r, 'opening', 'debit'),
      trial.opening.debit,
    ),
    figure(
      'oc',
      t('books.col.openingCredit'),
      (r) => balance(r, 'opening', 'credit'),
      trial.opening.credit,
    ),
    figure('md', t('books.col.debit'), (r) => movement(r, 'debit'), trial.movement.debit),
    figure('mc', t('books.col.credit'), (r) => movement(r, 'credit'), trial.movement.credit),
    figure(
      'cd',
      t('books.col.closingDebit'),
      (r) => balance(r, 'closing', 'debit'),
      trial.closing.debit,
    ),
    figure(
      'cc',
      t('books.col.closingCredit'),
      (r) => balance(r, 'closing', 'credit'),
      trial.closing.credit,
    ),
  ];
  const title = from === to ? from : `${from} – ${to}`;
  return (
    <Panel
      flush
      title={
        <>
          {title}{' '}
          <StatusTag
            status={trial.balanced ? 'balanced' : 'error'}
            label={t(trial.balanced ? 'books.balanced' : 'books.unbalanced')}
          />
        </>
      }
      extra={currency}
    >
      <LineTable
        label={t('shell.nav.trialBalance')}
        columns={columns}
        rows={trial.rows}
        rowKey={(r) => r.account}
        empty={t('books.noMovement')}
      />
    </Panel>
  );
}
