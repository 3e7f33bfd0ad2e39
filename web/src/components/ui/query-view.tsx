import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from '@tanstack/react-router';
import { ApiProblem } from '@/lib/problem';
import { EmptyState } from './empty-state';
import { ProblemAlert } from './problem-alert';
import { PageSkeleton } from './skeletons';

export interface QueryViewProps<T> {
  query: UseQueryResult<T>;
  skeleton?: ReactNode;
  /** Where to go when the record does not exist. */
  back?: string;
  children: (data: T) => ReactNode;
}

/** What was read, or the state of reading it; old data stays visible beside a failed refresh. */
export function QueryView<T>({ query, skeleton, back = '/', children }: QueryViewProps<T>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && (
          <div style={{ padding: '12px 20px 0' }}>
            <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
          </div>
        )}
        {children(query.data)}
      </>
    );
  }
  if (query.isError) {
    if (query.error instanceof ApiProblem && query.error.status === 404) {
      return (
        <EmptyState
          kind="missing"
          title={t('errors.codes.not_found.title')}
          text={t('errors.codes.not_found.help')}
          action={{ label: t('common.back'), run: () => void navigate({ to: back }) }}
        />
      );
    }
    return (
      <div style={{ padding: 20 }}>
        <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  return <>{skeleton ?? <PageSkeleton />}</>;
}
