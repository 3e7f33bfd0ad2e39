import { RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MoneyText } from '@/components/money/money-text';
import { useRowNavigation } from '@/components/table/use-row-navigation';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { daysBetween, today } from '@/lib/dates';
import { isZero } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import { choiceParam, parseSearch, useUrlState } from '@/lib/use-url-state';
import { readWorklist, worklistKeys, type WorkItem, type Worklist, type WorkKind } from '../api';
import { placeOf, rowsOf, waiting, wholeList, WORK_KINDS } from '../lib/worklist';
import styles from './worklist.module.css';

const SPEC = { kind: choiceParam<WorkKind | ''>(WORK_KINDS, '') };
const FIRST = 20;

/** 待办: what waits for me, by money × urgency; each row leads to where it is done. */
export function WorklistPanel() {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: worklistKeys.all,
    queryFn: ({ signal }) => readWorklist(signal),
  });
  const count = query.data ? waiting(query.data).all : undefined;
  return (
    <Panel
      flush
      title={
        <>
          {t('home.worklist.title')}
          {count !== undefined && (
            <span className={styles.count}>{count.toLocaleString('en-US')}</span>
          )}
          <small className={styles.hint}>{t('home.worklist.hint')}</small>
        </>
      }
    >
      {query.error && (
        <div style={{ padding: 16 }}>
          <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
        </div>
      )}
      {query.data ? (
        <Waiting list={query.data} />
      ) : (
        !query.error && (
          <div style={{ padding: 16 }}>
            <Skeleton active title={false} paragraph={{ rows: 10 }} />
          </div>
        )
      )}
    </Panel>
  );
}

function Waiting({ list }: { list: Worklist }) {
  const { t } = useTranslation();
  const can = useCan();
  const navigate = useNavigate();
  const [{ kind }, setUrl] = useUrlState(SPEC);
  const [whole, setWhole] = useState(false);
  const host = useRef<HTMLUListElement>(null);
  const { all, kinds } = waiting(list);
  const rows = rowsOf(list, kind);
  const shown = whole ? rows : rows.slice(0, FIRST);
  const total = kind === '' ? all : (kinds.find((c) => c.kind === kind)?.count ?? 0);
  const act = useMemo(
    () => ({
      open: (index: number) => {
        const place = shown[index] && placeOf(shown[index], can);
        if (place) void navigate(target(place));
      },
      scrollTo: (index: number) =>
        host.current?.children[index]?.scrollIntoView({ block: 'nearest' }),
    }),
    [shown, can, navigate],
  );
  const nav = useRowNavigation(shown.length, act);
  if (all === 0) {
    return (
      <EmptyState
        kind="done"
        title={t('home.worklist.done')}
        text={t('home.worklist.doneText')}
        action={
          can('orders.write')
            ? {
                label: t('shell.action.newOrder'),
                run: () => void navigate({ to: paths.orderNew }),
              }
            : undefined
        }
      />
    );
  }
  const more = kind === '' ? null : wholeList(kind);
  return (
    <>
      <div className={styles.kinds} role="group" aria-label={t('home.worklist.kinds')}>
        <Chip
          on={kind === ''}
          count={all}
          label={t('home.worklist.all')}
          run={() => setUrl({ kind: '' })}
        />
        {kinds.map((c) => (
          <Chip
            key={c.kind}
            on={kind === c.kind}
            count={c.count}
            label={t(`home.work.${c.kind}.name`)}
            run={() => setUrl({ kind: kind === c.kind ? '' : c.kind })}
          />
        ))}
      </div>
      <ul className={styles.list} ref={host}>
        {shown.map((item, index) => (
          <Row
            key={`${item.kind}${item.subject_id}`}
            item={item}
            active={index === nav.active}
            place={placeOf(item, can)}
          />
        ))}
      </ul>
      {(shown.length < rows.length || total > rows.length) && (
        <footer className={styles.foot}>
          <span>{t('home.worklist.shown', { shown: shown.length, total })}</span>
          {shown.length < rows.length && (
            <Button type="link" size="small" onClick={() => setWhole(true)}>
              {t('home.worklist.showMore')}
            </Button>
          )}
          {more && total > rows.length && (
            <Link {...target(more)}>{t('home.worklist.wholeList')}</Link>
          )}
        </footer>
      )}
    </>
  );
}

function Chip({
  on,
  count,
  label,
  run,
}: {
  on: boolean;
  count: number;
  label: string;
  run: () => void;
}) {
  return (
    <button type="button" className={styles.chip} aria-pressed={on} onClick={run}>
      {label}
      <b className="jq-num">{count.toLocaleString('en-US')}</b>
    </button>
  );
}

function Row({ item, active, place }: { item: WorkItem; active: boolean; place: string | null }) {
  const { t } = useTranslation();
  const days = daysBetween(item.since, today());
  const late = item.kind === 'collect_overdue' || item.kind === 'deliver_order';
  const body = (
    <>
      <span className={styles.what} data-kind={item.kind}>
        {t(`home.work.${item.kind}.name`)}
      </span>
      <span className={styles.who}>
        <strong>{item.who}</strong>
        <small className="jq-num">
          {item.no}
          {days > 0 && (
            <span className={late ? styles.late : ''}>
              {t(`home.work.${late ? 'late' : 'waits'}`, { count: days })}
            </span>
          )}
        </small>
      </span>
      <span className={styles.amount}>
        {!isZero(item.amount) && <MoneyText value={item.amount} currency={item.currency} strong />}
      </span>
      <span className={styles.go}>
        {place && (
          <>
            {t(`home.work.${item.kind}.go`)} <RightOutlined />
          </>
        )}
      </span>
    </>
  );
  return (
    <li data-active={active}>
      {place ? (
        <Link {...target(place)} className={styles.row}>
          {body}
        </Link>
      ) : (
        <div className={styles.row}>{body}</div>
      )}
    </li>
  );
}

/** "/orders?status=x" as the router wants it. */
function target(address: string): { to: string; search: never } {
  const [to = '/', query] = address.split('?');
  return { to, search: (query ? parseSearch(query) : {}) as never };
}
