import { FileAddOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EntitySelect } from '@/components/form/entity-select';
import { customerSource, termsSource } from '@/components/form/sources';
import { MoneyText } from '@/components/money/money-text';
import { ActionBar } from '@/components/ui/action-bar';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { QueryView } from '@/components/ui/query-view';
import { http } from '@/lib/http';
import { paths } from '@/lib/paths';
import { useCommand } from '@/lib/use-command';
import { textParam, useUrlState } from '@/lib/use-url-state';
import { invoiceKeys, readBillable, type BillableLine } from '../api';
import { BillableGroupPanel } from '../components/billable-group';
import { groupLines, groupTotal, pickAll, wishes, type Picked } from '../lib/billable';
import { FORMS } from '../lib/invoice-rules';
import styles from './invoice-new-page.module.css';

const SPEC = { customer_id: textParam(), order_id: textParam() };

/** Everything signed and not yet invoiced; tick, and drafts are made, one per customer. */
export function InvoiceNewPage() {
  const { t } = useTranslation();
  const [{ customer_id, order_id }, setUrl] = useUrlState(SPEC);
  const filter = { customer_id: customer_id || undefined, order_id: order_id || undefined };
  const query = useQuery({
    queryKey: invoiceKeys.extra('billable', filter),
    queryFn: ({ signal }) => readBillable(filter, signal),
  });
  const filters = (
    <div className={styles.filters}>
      <EntitySelect
        source={customerSource}
        value={customer_id || undefined}
        placeholder={t('fields.customer')}
        aria-label={t('fields.customer')}
        style={{ width: 280 }}
        onChange={(id) => setUrl({ customer_id: id ?? '', order_id: '' })}
      />
      {order_id && (
        <Button onClick={() => setUrl({ order_id: '' })}>{t('invoices.allOrders')}</Button>
      )}
    </div>
  );
  return (
    <QueryView query={query} back={paths.invoices}>
      {(lines) => (
        <BillablePicker
          key={`${customer_id}:${order_id}`}
          lines={lines}
          filters={filters}
          preselect={order_id !== ''}
        />
      )}
    </QueryView>
  );
}

function BillablePicker({
  lines,
  filters,
  preselect,
}: {
  lines: BillableLine[];
  filters: React.ReactNode;
  preselect: boolean;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const groups = useMemo(() => groupLines(lines), [lines]);
  const [picked, setPicked] = useState<Picked>(() => (preselect ? pickAll(lines, {}) : {}));
  const [form, setForm] = useState<string>('');
  const [terms, setTerms] = useState<string | undefined>();
  const wanted = wishes(groups, picked);
  // A retry after a lost connection makes no draft twice: each has its own key.
  const made = useRef(new Map<string, string>());
  useEffect(() => made.current.clear(), [picked]);

  const create = useCommand({
    run: async (input: { form: string; terms: string | undefined; wanted: typeof wanted }, key) => {
      const ids: string[] = [];
      for (const [index, { group, lines: chosen }] of input.wanted.entries()) {
        const known = made.current.get(group.key);
        const id =
          known ??
          (
            await http.post<{ id: string }>(
              '/invoices',
              {
                ...(input.form ? { form: input.form } : {}),
                ...(input.terms ? { terms_id: input.terms } : {}),
                remark: '',
                lines: chosen,
              },
              { key: `${key}-${index}` },
            )
          ).id;
        made.current.set(group.key, id);
        ids.push(id);
      }
      return ids;
    },
    invalidates: [invoiceKeys.all, ['orders'], ['deliveries']],
    success: (ids) => t('invoices.done.drafts', { count: ids.length }),
    onSuccess: ([first, ...more]) =>
      first && more.length === 0
        ? void navigate({ to: paths.invoice(first) })
        : void navigate({ to: paths.invoices, search: { status: 'draft' } as never }),
  });

  return (
    <Page
      title={t('invoices.new')}
      hint={t('invoices.newHint')}
      back={paths.invoices}
      actions={
        <ActionBar
          actions={[
            {
              key: 'create',
              label:
                wanted.length > 1
                  ? t('invoices.makeMany', { count: wanted.length })
                  : t('invoices.make'),
              icon: <FileAddOutlined />,
              primary: true,
              hotkey: 'mod+enter',
              loading: create.pending,
              disabledReason: wanted.length === 0 && t('invoices.nothingPicked'),
              run: () => create.run({ form, terms, wanted }),
            },
          ]}
        />
      }
    >
      <div className={styles.bar}>
        {filters}
        <Select
          value={form}
          onChange={setForm}
          aria-label={t('invoices.col.form')}
          style={{ width: 170 }}
          options={[
            { value: '', label: t('invoices.form.auto') },
            ...FORMS.map((value) => ({ value, label: t(`invoices.form.${value}`) })),
          ]}
        />
        <EntitySelect
          source={termsSource}
          value={terms}
          onChange={setTerms}
          placeholder={t('invoices.orderTerms')}
          aria-label={t('fields.terms')}
          style={{ width: 190 }}
        />
        {lines.length > 0 && (
          <Button onClick={() => setPicked(pickAll(lines, picked))}>{t('invoices.pickAll')}</Button>
        )}
        <span className={styles.sum}>
          {wanted.map(({ group }) => (
            <span key={group.key}>
              {group.customer}{' '}
              <MoneyText
                value={groupTotal(group, picked)}
                currency={group.currency}
                symbol
                strong
              />
            </span>
          ))}
        </span>
      </div>
      <ProblemAlert error={create.problem} onClose={create.reset} />
      {groups.length === 0 ? (
        <EmptyState
          kind="done"
          title={t('invoices.allInvoiced')}
          text={t('invoices.allInvoicedText')}
          action={{ label: t('common.back'), run: () => void navigate({ to: paths.invoices }) }}
        />
      ) : (
        groups.map((group) => (
          <BillableGroupPanel key={group.key} group={group} picked={picked} onPicked={setPicked} />
        ))
      )}
    </Page>
  );
}
