import { Alert } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MoneyText } from '@/components/money/money-text';
import { ActionBar } from '@/components/ui/action-bar';
import { Page } from '@/components/ui/page';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { useHotkeys } from '@/lib/hotkeys';
import { http } from '@/lib/http';
import { abs, compare, formatAmount, isDecimal, isZero, sub, sum } from '@/lib/money';
import { paths } from '@/lib/paths';
import { useCan } from '@/lib/permissions';
import { useCommand } from '@/lib/use-command';
import { REFRESHED, type Allocated, type OpenItem, type Sides } from '../api';
import {
  oldestFirst,
  wrongPick,
  pairs,
  payable,
  pickedSum,
  toggle,
  type Pair,
  type Picks,
} from '../lib/allocation';
import { AllocationHistory } from './allocation-history';
import { AllocationSide } from './allocation-side';
import { WriteOffDialog } from './write-off-dialog';
import styles from './allocation.module.css';

/** Both sides of one customer in one currency, the running difference, and what was done before. */
export function AllocationBoard({
  customer,
  sides,
  preselect,
  picker,
}: {
  customer: string;
  sides: Sides;
  preselect: string;
  picker: ReactNode;
}) {
  const { t } = useTranslation();
  const can = useCan();
  const { debits, credits, currency } = sides;
  const [picks, setPicks] = useState<Picks>(() => {
    const money = credits.find((c) => c.id === preselect);
    return money ? { [money.id]: abs(money.open) } : {};
  });
  const [cursor, setCursor] = useState<{ side: 'debit' | 'credit'; at: number }>({
    side: 'debit',
    at: 0,
  });
  const [writingOff, setWritingOff] = useState<OpenItem | null>(null);

  const debt = pickedSum(debits, picks);
  const money = pickedSum(credits, picks);
  const difference = sub(money, debt);
  const lines = useMemo(() => pairs(debits, credits, picks), [debits, credits, picks]);
  const joined = sum(lines.map((l) => l.amount));
  const wrong = [...debits, ...credits].map((i) => wrongPick(i, picks)).find((w) => w !== null);

  const allocate = useCommand({
    run: (wanted: Pair[], key) =>
      http.post<Allocated>('/allocations', { currency, lines: wanted }, { key }),
    invalidates: REFRESHED,
    success: t('receipts.done.allocate'),
    onSuccess: () => {
      setPicks({});
      setCursor({ side: 'debit', at: 0 });
    },
  });
  const last = allocate.data?.batch_id ?? null;
  const undo = useCommand({
    run: (batch: string, key) => http.post(`/allocations/${batch}/undo`, undefined, { key }),
    invalidates: REFRESHED,
    success: t('receipts.done.undo'),
    onSuccess: allocate.reset,
  });

  const flip = (item: OpenItem) =>
    setPicks((now) =>
      debits.includes(item)
        ? toggle(item, debits, credits, now)
        : toggle(item, credits, debits, now),
    );
  const amount = (item: OpenItem, value: string) =>
    setPicks((now) => ({ ...now, [item.id]: value }));
  const rows = cursor.side === 'debit' ? debits : credits;
  const move = (by: number) =>
    setCursor((c) => ({ ...c, at: Math.max(0, Math.min(rows.length - 1, c.at + by)) }));
  const go = (side: 'debit' | 'credit') =>
    setCursor((c) => ({
      side,
      at: Math.max(0, Math.min((side === 'debit' ? debits : credits).length - 1, c.at)),
    }));
  const group = t('receipts.board');
  useHotkeys([
    { keys: 'down', label: t('receipts.keys.down'), group, run: () => move(1) },
    { keys: 'up', label: t('receipts.keys.up'), group, run: () => move(-1) },
    { keys: 'left', label: t('receipts.debts'), group, run: () => go('debit') },
    { keys: 'right', label: t('receipts.money'), group, run: () => go('credit') },
    {
      keys: 'space',
      label: t('receipts.keys.pick'),
      group,
      run: () => {
        const item = rows[cursor.at];
        if (item && (cursor.side === 'credit' || payable(item))) flip(item);
      },
    },
  ]);

  const rest = (item: OpenItem) => {
    const picked = picks[item.id] ?? '';
    return isDecimal(picked) ? sub(abs(item.open), picked) : abs(item.open);
  };
  const writeOff = can('write_offs.write') ? setWritingOff : undefined;
  return (
    <Page
      title={t('receipts.board')}
      back={paths.receipts}
      actions={
        <ActionBar
          visible={4}
          actions={[
            {
              key: 'allocate',
              label: isZero(joined)
                ? t('receipts.action.allocate')
                : t('receipts.action.allocateSum', {
                    amount: formatAmount(joined, currency, { symbol: true }),
                  }),
              primary: true,
              hotkey: 'mod+enter',
              permission: 'allocations.write',
              loading: allocate.pending,
              disabledReason:
                (wrong && t(`receipts.${wrong}`)) || (isZero(joined) && t('receipts.pickBoth')),
              run: () => allocate.run(lines),
            },
            {
              key: 'oldest',
              label: t('receipts.action.oldest'),
              hotkey: 'o',
              permission: 'allocations.write',
              disabledReason:
                (debits.length === 0 || credits.length === 0) && t('receipts.pickBoth'),
              run: () => setPicks((now) => oldestFirst(debits, credits, now)),
            },
            {
              key: 'clear',
              label: t('receipts.action.clear'),
              hotkey: 'escape',
              hidden: Object.keys(picks).length === 0,
              run: () => setPicks({}),
            },
            {
              key: 'undo',
              label: t('receipts.action.undoLast'),
              hotkey: 'mod+z',
              permission: 'allocations.write',
              hidden: last === null,
              loading: undo.pending,
              run: () => last && undo.run(last),
            },
          ]}
        />
      }
    >
      <div className={styles.bar}>
        {picker}
        <span className={styles.difference} aria-live="polite">
          {t(
            isZero(difference)
              ? isZero(joined)
                ? 'receipts.difference.nothing'
                : 'receipts.difference.none'
              : compare(difference, '0') > 0
                ? 'receipts.difference.money'
                : 'receipts.difference.debt',
          )}
          <MoneyText
            value={abs(difference)}
            currency={currency}
            symbol
            strong
            tone={isZero(difference) && !isZero(joined) ? 'success' : 'none'}
          />
        </span>
      </div>
      <ProblemAlert error={allocate.problem} onClose={allocate.reset} />
      <ProblemAlert error={undo.problem} onClose={undo.reset} />
      {sides.more && <Alert type="info" showIcon title={t('receipts.more')} />}
      <div className={styles.sides}>
        <AllocationSide
          title={t('receipts.debts')}
          empty={t('receipts.noDebts')}
          items={debits}
          picks={picks}
          sum={debt}
          currency={currency}
          cursor={cursor.side === 'debit' ? cursor.at : -1}
          onToggle={flip}
          onAmount={amount}
          onWriteOff={writeOff}
        />
        <AllocationSide
          title={t('receipts.money')}
          empty={t('receipts.noMoney')}
          items={credits}
          picks={picks}
          sum={money}
          currency={currency}
          cursor={cursor.side === 'credit' ? cursor.at : -1}
          onToggle={flip}
          onAmount={amount}
        />
      </div>
      <p className={styles.keys}>{t('receipts.keys.all')}</p>
      <AllocationHistory customer_id={customer} />
      <WriteOffDialog
        item={writingOff}
        amount={writingOff ? rest(writingOff) : ''}
        onClose={(done) => {
          if (done) setPicks({});
          setWritingOff(null);
        }}
      />
    </Page>
  );
}
