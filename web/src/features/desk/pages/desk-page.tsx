import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/ui/empty-state';
import { QueryView } from '@/components/ui/query-view';
import { choiceParam, textParam, useUrlState } from '@/lib/use-url-state';
import { DESK_STATES, deskKeys, readDesk, readDetail, readItems } from '../api';
import { Desk } from '../components/desk';

const SPEC = {
  state: choiceParam(['', ...DESK_STATES], ''),
  search: textParam(),
  receipt: textParam(),
};

/** 收款核销台: receipts, what each should pay and why, and the open items, on one screen. */
export function DeskPage() {
  const { t } = useTranslation();
  const [{ state, search, receipt }, setUrl] = useUrlState(SPEC);
  const [customer, setCustomer] = useState<{ of: string; id: string } | null>(null);
  const list = useQuery({
    queryKey: deskKeys.list({ state, search }),
    queryFn: ({ signal }) =>
      readDesk({ ...(state ? { state } : {}), ...(search ? { search } : {}) }, signal),
  });
  const receipts = list.data?.items ?? [];
  const at = receipts.find((r) => r.id === receipt)?.id ?? receipts[0]?.id ?? '';
  const detail = useQuery({
    queryKey: deskKeys.one(at),
    queryFn: ({ signal }) => readDetail(at, signal),
    enabled: at !== '',
    retry: false,
  });
  const now = detail.data?.receipt;
  const own = now?.customer_id ?? '';
  const proposed = detail.data?.lines.find((l) => l.customer_id)?.customer_id ?? '';
  const of = customer?.of === at ? customer.id : own || proposed;
  const items = useQuery({
    queryKey: ['open-items', 'desk', { of, currency: now?.currency ?? '' }],
    queryFn: ({ signal }) =>
      readItems({ ...(of ? { customer_id: of } : {}), currency: now?.currency ?? '' }, signal),
    enabled: now !== undefined,
  });
  return (
    <QueryView query={list}>
      {(page) => (
        <Desk
          receipts={page.items}
          more={page.next_cursor !== null}
          at={at}
          detail={detail.data?.receipt.id === at ? detail.data : undefined}
          detailProblem={detail.error}
          onRetry={() => void detail.refetch()}
          state={state}
          search={search}
          items={items.data?.items ?? []}
          moreItems={Boolean(items.data?.next_cursor)}
          itemsQuery={items}
          customer={of}
          onAt={(id) => setUrl({ receipt: id })}
          onState={(value) => setUrl({ state: value, receipt: '' })}
          onSearch={(text) => setUrl({ search: text, receipt: '' })}
          onCustomer={(id) => setCustomer({ of: at, id })}
          nothing={
            <EmptyState
              kind="done"
              title={t(state || search ? 'desk.noReceipts' : 'desk.empty.title')}
              text={t('desk.empty.text')}
            />
          }
        />
      )}
    </QueryView>
  );
}
