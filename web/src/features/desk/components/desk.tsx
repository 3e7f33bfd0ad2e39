import type { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { JobProgress } from '@/components/ui/job-progress';
import { Page, Panel } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { DocSkeleton } from '@/components/ui/skeletons';
import { useQueryClient } from '@tanstack/react-query';
import {
  REFRESHED,
  type DeskDetail,
  type DeskReceipt,
  type DeskState,
  type OpenItem,
} from '../api';
import {
  difference,
  instead,
  knownItems,
  picksOf,
  toggle,
  wrongPicks,
  type Picks,
} from '../lib/picks';
import { DeskActions } from './desk-actions';
import { ItemPane } from './item-pane';
import { ProposalPane } from './proposal-pane';
import { ReceiptPane } from './receipt-pane';
import { useDesk } from './use-desk';
import styles from './desk.module.css';

export interface DeskProps {
  receipts: readonly DeskReceipt[];
  more: boolean;
  at: string;
  detail: DeskDetail | undefined;
  detailProblem: unknown;
  onRetry: () => void;
  state: DeskState | '';
  search: string;
  items: readonly OpenItem[];
  moreItems: boolean;
  itemsQuery: Pick<ReturnType<typeof useQuery>, 'error' | 'isPending' | 'refetch'>;
  customer: string;
  onAt: (id: string) => void;
  onState: (state: DeskState | '') => void;
  onSearch: (text: string) => void;
  onCustomer: (id: string) => void;
  nothing: ReactNode;
}

/** Three panes; what is chosen is kept per receipt until it is applied. */
export function Desk(props: DeskProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { detail, receipts, at } = props;
  const [chosen, setChosen] = useState<{ of: string; picks: Picks } | null>(null);
  const key = detail
    ? `${at}:${detail.receipt.version}:${detail.lines.map((l) => l.item_id).join()}`
    : '';
  const picks = chosen?.of === key ? chosen.picks : detail ? picksOf(detail) : {};
  const setPicks = (next: Picks) => setChosen({ of: key, picks: next });
  const index = receipts.findIndex((r) => r.id === at);
  const step = (by: number) => {
    const to = receipts[Math.max(0, Math.min(receipts.length - 1, index + by))];
    if (to) props.onAt(to.id);
  };
  const desk = useDesk({
    next: () => props.onAt(receipts[index + 1]?.id ?? receipts[index - 1]?.id ?? ''),
  });
  const known = detail ? knownItems(detail, props.items) : new Map();
  const wrong = detail ? wrongPicks(detail, picks, known) : null;
  const left = detail ? difference(detail.receipt.open, picks) : '0';
  const refresh = () =>
    REFRESHED.forEach((queryKey) => void client.invalidateQueries({ queryKey }));
  return (
    <Page
      fill
      title={t('desk.title')}
      actions={
        <DeskActions
          desk={desk}
          detail={detail}
          picks={picks}
          wrong={wrong}
          exact={receipts.filter((r) => r.state === 'exact').length}
          onStep={step}
          onAlternative={() => {
            const other = detail?.alternatives.find((a) => !(a.item_id in picks));
            if (detail && other)
              setPicks(instead(detail.receipt.open, { id: other.item_id, open: other.open }));
          }}
        />
      }
    >
      {desk.problem && <ProblemAlert error={desk.problem} onClose={desk.reset} />}
      {desk.job && (
        <Panel>
          <JobProgress
            key={desk.job}
            jobId={desk.job}
            title={t('desk.running')}
            onDone={(job) => {
              refresh();
              if (job.state === 'succeeded') desk.ended();
            }}
          />
        </Panel>
      )}
      <div className={styles.panes}>
        <ReceiptPane
          receipts={receipts}
          more={props.more}
          at={at}
          state={props.state}
          search={props.search}
          onAt={props.onAt}
          onState={props.onState}
          onSearch={props.onSearch}
        />
        {detail ? (
          <ProposalPane
            detail={detail}
            picks={picks}
            known={known}
            left={left}
            wrong={wrong}
            proposing={desk.propose.pending}
            onAmount={(id, amount) => setPicks({ ...picks, [id]: amount })}
            onDrop={(id) => setPicks(toggle(detail.receipt.open, picks, { id, open: '0' }))}
            onInstead={(item) => setPicks(instead(detail.receipt.open, item))}
            onPropose={() => desk.propose.run(at)}
          />
        ) : (
          <section className={styles.pane}>
            {props.detailProblem ? (
              <ProblemAlert error={props.detailProblem} onRetry={props.onRetry} />
            ) : at === '' ? (
              props.nothing
            ) : (
              <DocSkeleton />
            )}
          </section>
        )}
        <ItemPane
          query={props.itemsQuery}
          items={detail ? props.items : []}
          more={props.moreItems}
          picks={picks}
          customer={props.customer}
          own={detail?.receipt.customer_id ?? ''}
          onCustomer={props.onCustomer}
          onToggle={(item) => detail && setPicks(toggle(detail.receipt.open, picks, item))}
        />
      </div>
      <p className={styles.keys}>{t('desk.keys')}</p>
    </Page>
  );
}
