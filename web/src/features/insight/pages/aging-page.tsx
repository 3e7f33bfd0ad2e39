import { CloseOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Segmented, Select, Space } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DateInput } from '@/components/form/date-range';
import { EntitySelect } from '@/components/form/entity-select';
import { customerSource } from '@/components/form/sources';
import { bucketLabel, type AgingBasis } from '@/components/money/aging-buckets';
import { ExportButton } from '@/components/table/export-button';
import { EmptyState } from '@/components/ui/empty-state';
import { Page, Panel } from '@/components/ui/page';
import { QueryView } from '@/components/ui/query-view';
import { addDays, startOfMonth, today } from '@/lib/dates';
import { CURRENCIES } from '@/lib/money';
import { useCan } from '@/lib/permissions';
import { useCompanyCurrency } from '@/lib/session';
import {
  choiceParam,
  dateParam,
  textParam,
  useUrlState,
  type UrlValues,
} from '@/lib/use-url-state';
import { agingKeys, readAging, type AgingQuery, type AgingReport } from '../api';
import { AgingChart, DebtorChart } from '../components/aging-charts';
import { AgingItemsDrawer } from '../components/aging-items-drawer';
import { AgingTable } from '../components/aging-table';
import { largest, rowsWith } from '../lib/figures';
import styles from '../components/aging.module.css';

const SPEC = {
  as_of: dateParam(),
  basis: choiceParam<AgingBasis>(['overdue', 'document'], 'overdue'),
  customer_id: textParam(),
  currency: textParam(),
  /** Place of a bucket, or `credits`. */
  bucket: textParam(),
  /** The customer whose documents are shown, and in which currency. */
  items: textParam(),
  items_currency: textParam(),
};

type State = UrlValues<typeof SPEC>;

/** 账龄: what was open at the end of a day, by age and customer, down to the documents. */
export function AgingPage() {
  const { t } = useTranslation();
  const can = useCan();
  const [state, setUrl] = useUrlState(SPEC);
  const query: AgingQuery = {
    as_of: state.as_of,
    basis: state.basis,
    customer_id: state.customer_id,
    currency: state.currency,
  };
  const report = useQuery({
    queryKey: agingKeys.list({ ...query }),
    queryFn: ({ signal }) => readAging(query, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title={t('shell.nav.aging')}
      hint={report.data && `${t('aging.asOf')} ${report.data.as_of}`}
      actions={
        can('exports.read') && <ExportButton endpoint="/reports/aging" query={{ ...query }} />
      }
    >
      <Toolbar state={state} set={setUrl} />
      <QueryView query={report}>
        {(data) => <Report report={data} state={state} set={setUrl} />}
      </QueryView>
      <AgingItemsDrawer
        query={{
          ...query,
          customer_id: state.items,
          currency: state.items_currency || state.currency,
        }}
        bucket={state.bucket}
        buckets={report.data?.buckets ?? []}
        name={report.data?.rows.find((r) => r.customer_id === state.items)?.customer_name ?? ''}
        onClose={() => setUrl({ items: '', items_currency: '', bucket: '' })}
      />
    </Page>
  );
}

function Toolbar({ state, set }: { state: State; set: (patch: Partial<State>) => void }) {
  const { t } = useTranslation();
  const own = useCompanyCurrency();
  const on = today();
  const days = [
    { label: t('aging.today'), value: '' },
    { label: t('aging.monthEnd'), value: addDays(startOfMonth(on), -1) },
    { label: t('aging.yearEnd'), value: `${Number(on.slice(0, 4)) - 1}-12-31` },
  ];
  return (
    <div className={styles.toolbar}>
      <Segmented<AgingBasis>
        aria-label={t('aging.basis.title')}
        value={state.basis}
        options={(['overdue', 'document'] as const).map((value) => ({
          value,
          label: t(`aging.basis.${value}`),
        }))}
        onChange={(basis) => set({ basis, bucket: '' })}
      />
      <Space.Compact>
        <div style={{ width: 140 }}>
          <DateInput
            aria-label={t('aging.asOf')}
            value={state.as_of || on}
            allowClear={false}
            onChange={(value) => set({ as_of: value === on ? '' : value })}
          />
        </div>
      </Space.Compact>
      <span className={styles.days}>
        {days.map((day) => (
          <button
            key={day.label}
            type="button"
            className="jq-chip"
            aria-pressed={state.as_of === day.value}
            onClick={() => set({ as_of: day.value })}
          >
            {day.label}
          </button>
        ))}
      </span>
      <EntitySelect
        source={customerSource}
        value={state.customer_id || undefined}
        allowClear
        placeholder={t('fields.customer')}
        aria-label={t('fields.customer')}
        style={{ width: 220 }}
        onChange={(id) => set({ customer_id: id ?? '' })}
      />
      <Select
        allowClear
        value={state.currency || undefined}
        placeholder={t('fields.currency')}
        aria-label={t('fields.currency')}
        style={{ width: 104 }}
        onChange={(value?: string) => set({ currency: value ?? '' })}
        options={[...new Set([own, ...CURRENCIES])].map((value) => ({ value, label: value }))}
      />
    </div>
  );
}

function Report({
  report,
  state,
  set,
}: {
  report: AgingReport;
  state: State;
  set: (patch: Partial<State>) => void;
}) {
  const { t } = useTranslation();
  const { basis } = report;
  const debtors = useMemo(() => largest(report.rows, 10), [report]);
  const bucket = state.items === '' ? state.bucket : '';
  const rows = useMemo(() => rowsWith(report, bucket), [report, bucket]);
  if (report.rows.length === 0) {
    return (
      <Panel>
        <EmptyState kind="done" title={t('aging.empty.title')} text={t('aging.empty.text')} />
      </Panel>
    );
  }
  const shape = { buckets: report.buckets, basis, currency: report.base_currency, height: 300 };
  const head = report.buckets[Number(bucket)];
  return (
    <>
      <div className={styles.charts}>
        <AgingChart
          {...shape}
          sums={report.total}
          onPick={(place) => set({ bucket: String(place), items: '' })}
        />
        <DebtorChart
          {...shape}
          title={t('aging.chart.debtors')}
          debtors={debtors}
          onPick={(items, place) => set({ items, items_currency: '', bucket: String(place) })}
        />
      </div>
      <Panel
        flush
        title={t('aging.byCustomer', { count: rows.length })}
        extra={
          bucket !== '' && (
            <Button size="small" icon={<CloseOutlined />} onClick={() => set({ bucket: '' })}>
              {t('aging.onlyBucket', {
                bucket: head ? bucketLabel(t, head, basis) : t('aging.credits'),
              })}
            </Button>
          )
        }
      >
        <AgingTable
          report={report}
          rows={rows}
          bucket={bucket}
          onBucket={(place) => set({ bucket: place === bucket ? '' : place, items: '' })}
          onOpen={(row, place) =>
            set({ items: row.customer_id, items_currency: row.currency, bucket: place })
          }
        />
        {report.more && (
          <p className={styles.more}>{t('aging.more', { count: report.rows.length })}</p>
        )}
      </Panel>
    </>
  );
}
