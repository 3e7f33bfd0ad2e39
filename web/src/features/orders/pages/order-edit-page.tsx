import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { QueryView } from '@/components/ui/query-view';
import { PageSkeleton } from '@/components/ui/skeletons';
import { today } from '@/lib/dates';
import { isZero } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCompanyCurrency } from '@/lib/session';
import { orderKeys, readOrder, type OrderView } from '../api';
import { OrderForm } from '../components/order-form';
import { rowsOf, type HeadValues } from '../lib/order-draft';

/** `/orders/new`, also as a copy of an order (`?copy=`) or for a customer (`?customer_id=`). */
export function OrderNewPage() {
  const search = useSearch({ strict: false }) as Record<string, string>;
  const currency = useCompanyCurrency();
  const copied = useQuery({
    queryKey: orderKeys.one(search.copy ?? ''),
    queryFn: ({ signal }) => readOrder(search.copy ?? '', signal),
    enabled: !!search.copy,
  });
  const blank: HeadValues = {
    ordered_on: today(),
    currency,
    tax_inclusive: true,
    ...(search.customer_id ? { customer_id: search.customer_id } : {}),
  };
  if (!search.copy) return <OrderForm initial={blank} lines={[]} />;
  return (
    <QueryView query={copied} skeleton={<PageSkeleton />} back={paths.orders}>
      {(order) => (
        <OrderForm
          initial={{ ...headOf(order), ordered_on: today(), requested_on: '', customer_po: '' }}
          lines={rowsOf(order.lines)}
        />
      )}
    </QueryView>
  );
}

export function OrderEditPage() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({
    queryKey: orderKeys.one(id),
    queryFn: ({ signal }) => readOrder(id, signal),
    // What somebody is typing must not be replaced by a refresh.
    refetchOnWindowFocus: false,
  });
  return (
    <QueryView query={query} skeleton={<PageSkeleton />} back={paths.orders}>
      {(order) => (
        <OrderForm
          key={order.id}
          initial={headOf(order)}
          lines={rowsOf(order.lines)}
          order={order}
        />
      )}
    </QueryView>
  );
}

function headOf(order: OrderView): HeadValues {
  return {
    customer_id: order.customer_id,
    ordered_on: order.ordered_on,
    requested_on: order.requested_on ?? '',
    customer_po: order.customer_po,
    currency: order.currency,
    terms_id: order.terms_id,
    tax_inclusive: order.tax_inclusive,
    discount: isZero(order.discount) ? '' : order.discount,
    ship_to: order.ship_to,
    special: order.special,
    note: order.note,
  };
}
