import { SaveOutlined, SendOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { marksFromProblem } from '@/components/form/grid/grid-errors';
import { filledRows, hasProblems } from '@/components/form/grid/grid-rows';
import type { GridMarks, GridRow } from '@/components/form/grid/types';
import { useFieldErrors } from '@/components/form/use-field-errors';
import { ActionBar } from '@/components/ui/action-bar';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { Page, Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { fieldText } from '@/components/ui/problem-text';
import { UnsavedGuard } from '@/components/ui/unsaved-guard';
import { paths } from '@/lib/paths';
import { useCompanyCurrency } from '@/lib/session';
import { orderKeys, readCustomer, type OrderView } from '../api';
import { toBeSeen } from '../lib/findings';
import { orderTotals, type HeadValues } from '../lib/order-draft';
import { marksOf, useLiveFindings, usePriceSuggestions } from '../lib/use-order-aids';
import { useOrderForm } from '../lib/use-order-form';
import { CreditPanel } from './credit-panel';
import { FindingsPanel } from './findings-panel';
import { SeenList } from './order-dialogs';
import { OrderGrid } from './order-grid';
import { OrderHead } from './order-head';
import styles from './order-form.module.css';

export interface OrderFormProps {
  initial: HeadValues;
  lines: GridRow[];
  /** The order being changed. */
  order?: OrderView;
}

/** Order entry: header, lines as a grid, and beside them what the server says about both. */
export function OrderForm({ initial, lines, order }: OrderFormProps) {
  const { t } = useTranslation();
  const own = useCompanyCurrency();
  const state = useOrderForm(initial, lines, order);
  const { form, head, rows, setRows, change, save } = state;
  const suggestions = usePriceSuggestions(head, rows, setRows);
  const { findings, checking } = useLiveFindings(head, rows, order?.id);
  const [asking, setAsking] = useState(false);
  useFieldErrors(form, save.problem);

  const customer = useQuery({
    queryKey: ['customers', 'one', head.customer_id ?? '', orderKeys.all[0]],
    queryFn: ({ signal }) => readCustomer(head.customer_id ?? '', signal),
    enabled: !!head.customer_id,
    staleTime: 60_000,
  });
  const addresses = useMemo(
    () => (customer.data?.addresses ?? []).filter((a) => a.kind === 'delivery'),
    [customer.data],
  );
  // A customer brings terms, currency and address along; a stored order keeps its own.
  useEffect(() => {
    const found = customer.data;
    if (!found || (order && order.customer_id === found.id)) return;
    change({
      currency: found.currency,
      ...(found.terms_id ? { terms_id: found.terms_id } : {}),
      ship_to: (addresses.find((a) => a.is_default) ?? addresses[0])?.address ?? '',
    });
  }, [customer.data, addresses, order, change]);

  const marks: GridMarks = {
    ...marksOf(findings, rows),
    ...marksFromProblem(save.problem, state.sent, (field) => fieldText(t, field), 'lines', {
      product_id: 'product',
      sku: 'product',
      discount_rate: 'discount',
    }),
  };
  const poFinding = findings.find((f) => f.rule === 'duplicate_po');
  const seen = toBeSeen(findings);
  const adds = order?.status !== 'submitted' && (head.currency ?? own) === own;
  const blocked = hasProblems(rows)
    ? t('orders.blocked.cells')
    : filledRows(rows).length === 0
      ? t('orders.blocked.noLines')
      : undefined;

  return (
    <Page
      title={order ? t('orders.editTitle', { number: order.number }) : t('shell.action.newOrder')}
      back={order ? paths.order(order.id) : paths.orders}
      actions={
        <ActionBar
          actions={[
            {
              key: 'submit',
              label: t('orders.action.saveSubmit'),
              icon: <SendOutlined />,
              primary: true,
              hotkey: 'mod+shift+enter',
              loading: save.pending,
              disabledReason: blocked,
              run: () => (seen.length > 0 ? setAsking(true) : state.submit(true, false)),
            },
            {
              key: 'save',
              label: t(order ? 'common.save' : 'orders.action.saveDraft'),
              icon: <SaveOutlined />,
              hotkey: 'mod+s',
              loading: save.pending,
              disabledReason: blocked,
              run: () => state.submit(false, false),
            },
          ]}
        />
      }
    >
      <UnsavedGuard dirty={state.dirty} />
      <ProblemAlert error={save.problem} onClose={save.reset} />
      <ConfirmAction
        open={asking}
        title={t('orders.ask.seen')}
        confirmLabel={t('orders.action.saveSubmit')}
        acknowledge={t('orders.acknowledge')}
        onConfirm={() => {
          setAsking(false);
          state.submit(true, true);
        }}
        onClose={() => setAsking(false)}
      >
        <SeenList findings={seen} />
      </ConfirmAction>
      <div className={styles.columns}>
        <Panel>
          <OrderHead
            form={form}
            initial={initial}
            head={head}
            onChange={state.touch}
            addresses={addresses.map((a) => a.address)}
            poWarning={poFinding?.message}
            lockCustomer={order !== undefined}
          />
        </Panel>
        <CreditPanel
          customer={customer.data}
          loading={customer.isFetching}
          extra={adds ? orderTotals(rows, head).total : '0'}
        />
      </div>
      <Panel title={t('orders.lines')} flush>
        <OrderGrid
          rows={rows}
          onRows={setRows}
          head={head}
          suggestions={suggestions}
          marks={marks}
        />
      </Panel>
      {filledRows(rows).length > 0 && <FindingsPanel findings={findings} checking={checking} />}
    </Page>
  );
}
