import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatInstant, formatRelative } from '@/lib/dates';
import { http, type ListPage } from '@/lib/http';
import { useLocale } from '@/lib/i18n';
import { sharedKeys } from '@/lib/query-keys';
import { ProblemAlert } from '../ui/problem-alert';
import { toneOf } from '../ui/status-tones';
import styles from './timeline.module.css';

export interface TimelineEvent {
  seq: number;
  at: string;
  actor?: { id: string; name: string } | null;
  /** Event kind, `order.confirmed`; its text is `events.<kind>` when the server sends no summary. */
  kind: string;
  summary?: string | null;
  reason?: string | null;
  changes?: { field: string; before: string | null; after: string | null }[] | null;
}

export interface TimelineProps {
  /** Id of the document: `ord_0h3k…`. */
  subject: string;
  /** For the gallery and tests. */
  fixed?: readonly TimelineEvent[];
}

/** Everything that happened to a document, newest first: who, when, what changed, why. */
export function Timeline({ subject, fixed }: TimelineProps) {
  const { t } = useTranslation();
  const query = useInfiniteQuery({
    queryKey: sharedKeys.timeline(subject),
    queryFn: ({ pageParam, signal }) =>
      http.get<ListPage<TimelineEvent>>(
        '/timeline',
        { subject, cursor: pageParam, limit: 30 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    enabled: !fixed,
  });
  if (query.error) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  const events = fixed ?? query.data?.pages.flatMap((page) => page.items);
  if (!events) return <Skeleton active paragraph={{ rows: 4 }} title={false} />;
  if (events.length === 0) return <p className={styles.reason}>{t('document.noEvents')}</p>;
  return (
    <>
      <ol className={styles.list}>
        {events.map((event) => (
          <Entry key={event.seq} event={event} />
        ))}
      </ol>
      {query.hasNextPage && (
        <Button
          type="link"
          size="small"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('common.loadMore')}
        </Button>
      )}
    </>
  );
}

function Entry({ event }: { event: TimelineEvent }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const verb = event.kind.split('.').pop() ?? '';
  const tone = toneOf(verb);
  return (
    <li className={styles.entry}>
      <i className={styles.dot} data-tone={tone} aria-hidden />
      <div className={styles.head}>
        <strong>
          {event.summary ??
            t([`events.${event.kind}`, `events.${verb}`], { defaultValue: event.kind })}
        </strong>
        <span className={styles.by}>{event.actor?.name ?? t('document.system')}</span>
        <time dateTime={event.at} title={formatInstant(event.at, true)} className={styles.time}>
          {formatRelative(event.at, locale)}
        </time>
      </div>
      {event.reason && <p className={styles.reason}>{event.reason}</p>}
      {event.changes && event.changes.length > 0 && (
        <ul className={styles.changes}>
          {event.changes.map((change) => (
            <li key={change.field}>
              <span>{t([`fields.${change.field}`, ''], { defaultValue: change.field })}</span>
              <del>{change.before ?? '–'}</del>
              <span aria-hidden>→</span>
              <ins>{change.after ?? '–'}</ins>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
