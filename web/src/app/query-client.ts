import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '@/lib/problem';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // Without a connection a question fails and says so; it does not wait beside older rows.
      networkMode: 'always',
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => error instanceof ApiProblem && error.isTransient && count < 2,
    },
    // A write is repeated only by the person, with the same idempotency key.
    mutations: { networkMode: 'always', retry: false },
  },
});
