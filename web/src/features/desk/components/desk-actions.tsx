import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActionBar } from '@/components/ui/action-bar';
import { ConfirmAction } from '@/components/ui/confirm-action';
import { useHotkeys } from '@/lib/hotkeys';
import { formatAmount, isDecimal, isZero, sum } from '@/lib/money';
import type { DeskDetail } from '../api';
import type { Picks, Wrong } from '../lib/picks';
import { MoreDrawer } from './more-drawer';
import type { DeskCommands } from './use-desk';

/** The desk's buttons, each with its key. */
export function DeskActions({
  desk,
  detail,
  picks,
  wrong,
  exact,
  onStep,
  onAlternative,
}: {
  desk: DeskCommands;
  detail: DeskDetail | undefined;
  picks: Picks;
  wrong: Wrong;
  exact: number;
  onStep: (by: number) => void;
  onAlternative: () => void;
}) {
  const { t } = useTranslation();
  const [noting, setNoting] = useState<string | null>(null);
  const [more, setMore] = useState(false);
  const group = t('desk.title');
  const receipt = detail?.receipt;
  const total = sum(Object.values(picks).filter(isDecimal));
  const lines = Object.entries(picks).map(([item_id, amount]) => ({ item_id, amount }));
  const skipped = receipt?.state === 'skipped';
  useHotkeys([
    { keys: 'down', label: t('desk.next'), group, run: () => onStep(1) },
    { keys: 'up', label: t('desk.previous'), group, run: () => onStep(-1) },
    { keys: 'j', label: t('desk.next'), group, run: () => onStep(1) },
    { keys: 'k', label: t('desk.previous'), group, run: () => onStep(-1) },
  ]);
  return (
    <>
      <ActionBar
        visible={4}
        actions={[
          {
            key: 'accept',
            label: isZero(total)
              ? t('desk.accept')
              : t('desk.acceptSum', {
                  amount: formatAmount(total, receipt?.currency ?? 'CNY', { symbol: true }),
                }),
            primary: true,
            hotkey: 'mod+enter',
            permission: 'allocations.write',
            loading: desk.apply.pending,
            disabledReason:
              (wrong && t(`desk.wrong.${wrong}`)) || (lines.length === 0 && t('desk.pickFirst')),
            run: () => receipt && desk.apply.run({ id: receipt.id, lines }),
          },
          {
            key: 'exact',
            label: t('desk.acceptExact', { count: exact }),
            hotkey: 'e',
            permission: 'allocations.write',
            loading: desk.all.pending,
            disabledReason: exact === 0 && t('desk.noExact'),
            run: () => desk.all.run(),
          },
          {
            key: 'run',
            label: t('desk.run'),
            hotkey: 'r',
            permission: 'allocations.write',
            loading: desk.run.pending,
            run: () => desk.run.run(),
          },
          {
            key: 'undo',
            label: t('desk.undo'),
            hotkey: 'mod+z',
            permission: 'allocations.write',
            hidden: desk.last.length === 0,
            loading: desk.back.pending,
            run: () => desk.back.run(desk.last),
          },
          {
            key: 'alternative',
            label: t('desk.alternative'),
            hotkey: 'a',
            hidden: !detail?.alternatives.some((a) => !(a.item_id in picks)),
            run: onAlternative,
          },
          {
            key: 'split',
            label: t('desk.split'),
            hotkey: 't',
            hidden: lines.length === 0,
            run: () =>
              document.querySelector<HTMLInputElement>('[data-desk-amount] input')?.focus(),
          },
          {
            key: 'note',
            label: t('desk.note'),
            hotkey: 'm',
            permission: 'allocations.write',
            hidden: !receipt,
            run: () => setNoting(receipt?.note ?? ''),
          },
          {
            key: 'skip',
            label: t(skipped ? 'desk.unskip' : 'desk.skip'),
            hotkey: 's',
            permission: 'allocations.write',
            hidden: !receipt,
            run: () => {
              if (!receipt) return;
              desk.note.run({ id: receipt.id, skipped: !skipped, note: receipt.note });
              desk.next();
            },
          },
          { key: 'more', label: t('desk.more'), hotkey: 'l', run: () => setMore(true) },
        ]}
      />
      <ConfirmAction
        open={noting !== null}
        title={t('desk.note')}
        confirmLabel={t('common.save')}
        pending={desk.note.pending}
        problem={desk.note.problem}
        onConfirm={() => {
          if (receipt)
            desk.note.run({ id: receipt.id, skipped: skipped === true, note: noting ?? '' });
          setNoting(null);
        }}
        onClose={() => setNoting(null)}
      >
        <Input.TextArea
          autoFocus
          rows={3}
          maxLength={500}
          value={noting ?? ''}
          aria-label={t('desk.note')}
          onChange={(event) => setNoting(event.target.value)}
        />
      </ConfirmAction>
      <MoreDrawer open={more} onClose={() => setMore(false)} />
    </>
  );
}
