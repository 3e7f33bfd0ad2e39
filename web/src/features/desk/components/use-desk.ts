import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '@/lib/use-command';
import {
  acceptExact,
  mark,
  propose,
  REFRESHED,
  settle,
  startRun,
  undo,
  type SettleInput,
} from '../api';

/** What can be done on the desk, and what was done last. */
export function useDesk({ next }: { next: () => void }) {
  const { t } = useTranslation();
  const [job, setJob] = useState('');
  const [last, setLast] = useState<readonly string[]>([]);
  const run = useCommand({
    run: (_: void, key) => startRun(key),
    onSuccess: (started) => setJob(started.id),
  });
  const apply = useCommand({
    run: (input: SettleInput, key) => settle(input, key),
    invalidates: REFRESHED,
    success: (done) => t(done.learned ? 'desk.done.learned' : 'desk.done.applied'),
    onSuccess: (done) => {
      setLast([done.batch_id]);
      next();
    },
  });
  const all = useCommand({
    run: (_: void, key) => acceptExact(key),
    invalidates: REFRESHED,
    success: (done) => t('desk.done.exact', { count: done.applied.length }),
    onSuccess: (done) => setLast(done.applied.map((a) => a.batch_id)),
  });
  const note = useCommand({
    run: (input: { id: string; skipped: boolean; note: string }, key) => mark(input, key),
    invalidates: REFRESHED,
  });
  const again = useCommand({
    run: (id: string, key) => propose(id, key),
    invalidates: REFRESHED,
  });
  const back = useCommand({
    run: async (batches: readonly string[], key) => {
      for (const [at, batch] of batches.entries()) await undo(batch, `${key}-${at}`);
    },
    invalidates: REFRESHED,
    success: t('receipts.done.undo'),
    onSuccess: () => setLast([]),
  });
  const commands = [run, apply, all, note, again, back];
  return {
    job,
    ended: () => setJob(''),
    last,
    run,
    apply,
    all,
    note,
    propose: again,
    back,
    next,
    problem: commands.map((c) => c.problem).find((p) => p !== null) ?? null,
    reset: () => commands.forEach((c) => c.reset()),
  };
}

export type DeskCommands = ReturnType<typeof useDesk>;
