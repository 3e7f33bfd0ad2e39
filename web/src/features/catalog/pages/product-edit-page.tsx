import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { QueryView } from '@/components/ui/query-view';
import { paths } from '@/lib/paths';
import { productKeys, readProduct } from '../api';
import { ProductForm } from '../components/product-form';

export function ProductNewPage() {
  return <ProductForm />;
}

export function ProductEditPage() {
  const { id = '' } = useParams({ strict: false });
  const query = useQuery({
    queryKey: productKeys.one(id),
    queryFn: ({ signal }) => readProduct(id, signal),
    refetchOnWindowFocus: false,
  });
  return (
    <QueryView query={query} back={paths.products}>
      {(product) => <ProductForm key={product.id} product={product} />}
    </QueryView>
  );
}
