import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LineTable } from '@/components/document/line-table';
import { DateInput } from '@/components/form/date-range';
import { FormDialog } from '@/components/form/form-dialog';
import { DecimalInput } from '@/components/money/amount-input';
import { PercentText } from '@/components/money/money-text';
import { Can } from '@/components/ui/can';
import { Panel } from '@/components/ui/page';
import { QueryView } from '@/components/ui/query-view';
import { PanelSkeleton } from '@/components/ui/skeletons';
import { StatCard, StatRow } from '@/components/ui/stat-card';
import { today } from '@/lib/dates';
import { http } from '@/lib/http';
import { CURRENCIES, isDecimal } from '@/lib/money';
import { useCompanyCurrency } from '@/lib/session';
import { useCommand } from '@/lib/use-command';
import { rateKeys, readRates, type Rate } from '../api';
import { changeOf, currentRates, looksWrong } from '../lib/rates';

export function RatesPanel() {
  const query = useQuery({
    queryKey: rateKeys.all,
    queryFn: ({ signal }) => readRates(signal),
  });
  return (
    <QueryView query={query} skeleton={<PanelSkeleton />}>
      {(rates) => <Rates rates={rates} />}
    </QueryView>
  );
}

function Rates({ rates }: { rates: readonly Rate[] }) {
  const { t } = useTranslation();
  const own = useCompanyCurrency();
  const [currency, setCurrency] = useState('');
  const [entering, setEntering] = useState(false);
  const current = currentRates(rates, today());
  const shown = currency ? rates.filter((r) => r.currency === currency) : rates;
  return (
    <>
      {current.length > 0 && (
        <StatRow>
          {current.map((r) => (
            <StatCard
              key={r.currency}
              label={`1 ${r.currency} =`}
              value={`${r.rate} ${own}`}
              note={t('settings.rates.since', { day: r.valid_on })}
            />
          ))}
        </StatRow>
      )}
      <Panel
        flush
        title={t('settings.tab.rates')}
        extra={
          <span style={{ display: 'inline-flex', gap: 10 }}>
            {current.length > 1 && (
              <Segmented
                size="small"
                value={currency}
                options={[
                  { value: '', label: t('table.allRows') },
                  ...current.map((r) => ({ value: r.currency, label: r.currency })),
                ]}
                onChange={setCurrency}
              />
            )}
            <Can permission="settings.write">
              <Button
                size="small"
                icon={<PlusOutlined />}
                onClick={() => setEntering(true)}
                data-action="new"
              >
                {t('settings.rates.new')}
              </Button>
            </Can>
          </span>
        }
      >
        <LineTable<Rate>
          label={t('settings.tab.rates')}
          rows={shown}
          rowKey={(r) => `${r.currency}${r.valid_on}`}
          empty={t('settings.rates.none')}
          columns={[
            { key: 'currency', title: t('fields.currency'), render: (r) => r.currency },
            {
              key: 'from',
              title: t('products.col.from'),
              render: (r) => <span className="jq-num">{r.valid_on}</span>,
            },
            {
              key: 'rate',
              title: t('settings.rates.rate', { currency: own }),
              figure: true,
              width: 160,
              render: (r) => r.rate,
            },
            {
              key: 'change',
              title: t('settings.rates.change'),
              figure: true,
              width: 120,
              render: (r) => {
                const before = rates.find(
                  (o) => o.currency === r.currency && o.valid_on < r.valid_on,
                );
                const change = changeOf(r.rate, before?.rate ?? null);
                return change === null ? '' : <PercentText value={change} />;
              },
            },
          ]}
        />
      </Panel>
      <RateDialog rates={rates} open={entering} onClose={() => setEntering(false)} />
    </>
  );
}

function RateDialog({
  rates,
  open,
  onClose,
}: {
  rates: readonly Rate[];
  open: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const own = useCompanyCurrency();
  const [form] = Form.useForm<Rate>();
  const typed = Form.useWatch((values: Partial<Rate>) => values, form) as Partial<Rate> | undefined;
  const day = typed?.valid_on || today();
  const last = currentRates(rates, day).find((r) => r.currency === typed?.currency);
  const odd = !!typed?.rate && isDecimal(typed.rate) && looksWrong(typed.rate, last?.rate ?? null);
  const save = useCommand({
    run: (rate: Rate, key) => http.put('/rates', rate, { key }),
    invalidates: [rateKeys.all],
    success: t('common.saved'),
    onSuccess: onClose,
  });
  const required = [{ required: true, message: t('errors.fields.required') }];
  const known = rates[0]?.currency ?? 'USD';
  return (
    <FormDialog<Rate>
      open={open}
      title={t('settings.rates.new')}
      width={420}
      command={save}
      form={form}
      initial={{ currency: known, valid_on: today() }}
      onClose={onClose}
    >
      <Form.Item name="currency" label={t('fields.currency')} rules={required}>
        <Select
          showSearch
          options={CURRENCIES.filter((c) => c !== own).map((value) => ({ value, label: value }))}
        />
      </Form.Item>
      <Form.Item name="valid_on" label={t('products.col.from')} rules={required}>
        <DateInput allowClear={false} aria-label={t('products.col.from')} />
      </Form.Item>
      <Form.Item
        name="rate"
        label={t('settings.rates.rate', { currency: own })}
        rules={required}
        extra={last && t('settings.rates.last', { rate: last.rate, day: last.valid_on })}
      >
        <DecimalInput
          scale={9}
          format={(text) => text}
          autoFocus
          aria-label={t('settings.rates.rate', { currency: own })}
        />
      </Form.Item>
      {odd && (
        <Alert
          type="warning"
          showIcon
          title={t('settings.rates.odd')}
          style={{ marginBottom: 12 }}
        />
      )}
    </FormDialog>
  );
}
