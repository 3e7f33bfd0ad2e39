import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ErrorBoundary } from '@/components/ui/error-boundary';
import { installHotkeys } from '@/lib/hotkeys';
import { configureHttp } from '@/lib/http';
import { sharedKeys } from '@/lib/query-keys';
import { ThemeProvider } from '@/theme/theme-provider';
import { queryClient } from './query-client';
import { router } from './router';

configureHttp({
  onUnauthenticated: () => {
    const { pathname, href } = router.state.location;
    if (pathname === '/login' || pathname === '/setup') return;
    queryClient.setQueryData(sharedKeys.session, null);
    void router.navigate({ to: '/login', search: { return: href, expired: '1' } as never });
  },
});

export function AppProviders() {
  useEffect(() => installHotkeys(), []);
  return (
    <QueryClientProvider client={queryClient}>
      <ThemeProvider>
        <ErrorBoundary>
          <RouterProvider router={router} />
        </ErrorBoundary>
      </ThemeProvider>
    </QueryClientProvider>
  );
}
