import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { QueryView } from '@/components/ui/query-view';
import { paths } from '@/lib/paths';
import { customerKeys, readCustomer } from '../api';
import { CustomerForm } from '../components/customer-form';

export function CustomerNewPage() {
  return <CustomerForm />;
}

export function CustomerEditPage() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({
    queryKey: customerKeys.one(id),
    queryFn: ({ signal }) => readCustomer(id, signal),
    refetchOnWindowFocus: false,
  });
  return (
    <QueryView query={query} back={paths.customers}>
      {(customer) => <CustomerForm key={customer.id} customer={customer} />}
    </QueryView>
  );
}
