import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { EntitySelect } from '@/components/form/entity-select';
import { customerSource } from '@/components/form/sources';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { QueryView } from '@/components/ui/query-view';
import { CURRENCIES } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCompanyCurrency } from '@/lib/session';
import { textParam, useUrlState } from '@/lib/use-url-state';
import { itemKeys, readSides } from '../api';
import { AllocationBoard } from '../components/allocation-board';

const SPEC = { customer_id: textParam(), currency: textParam(), item: textParam() };

/** Debts left, money right: what pays what, on one screen. */
export function AllocationPage() {
  const { t } = useTranslation();
  const own = useCompanyCurrency();
  const [{ customer_id, currency, item }, setUrl] = useUrlState(SPEC);
  const query = useQuery({
    queryKey: itemKeys.extra('sides', { customer_id, currency }),
    queryFn: ({ signal }) => readSides(customer_id, currency, signal),
    enabled: customer_id !== '',
  });
  const picker = (
    <>
      <EntitySelect
        source={customerSource}
        value={customer_id || undefined}
        autoFocus={customer_id === ''}
        allowClear={false}
        placeholder={t('fields.customer')}
        aria-label={t('fields.customer')}
        style={{ width: 300 }}
        onChange={(id) => setUrl({ customer_id: id ?? '', item: '' })}
      />
      <Select
        value={currency || own}
        aria-label={t('fields.currency')}
        style={{ width: 100 }}
        onChange={(value) => setUrl({ currency: value, item: '' })}
        options={[...new Set([own, ...CURRENCIES])].map((value) => ({ value, label: value }))}
      />
    </>
  );
  if (customer_id === '') {
    return (
      <Page title={t('receipts.board')} back={paths.receipts}>
        <div style={{ display: 'flex', gap: 12 }}>{picker}</div>
        <EmptyState title={t('receipts.pick.title')} text={t('receipts.pick.text')} />
      </Page>
    );
  }
  return (
    <QueryView query={query} back={paths.receipts}>
      {(sides) => (
        <AllocationBoard
          key={`${customer_id}:${sides.currency}`}
          customer={customer_id}
          sides={sides}
          preselect={item}
          picker={picker}
        />
      )}
    </QueryView>
  );
}
