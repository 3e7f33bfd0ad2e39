import { useCallback, useEffect, useRef } from 'react';
import type { GridRow } from './types';

const DEPTH = 100;

type Rows = readonly GridRow[];
type Change = Rows | ((rows: Rows) => Rows);

/** Changes of the rows with undo and redo. Answers of lookups are not steps of their own. */
export function useGridHistory(rows: Rows, onRows: (rows: GridRow[]) => void) {
  const current = useRef(rows);
  const past = useRef<Rows[]>([]);
  const future = useRef<Rows[]>([]);
  useEffect(() => {
    current.current = rows;
  }, [rows]);

  const put = useCallback(
    (next: Rows) => {
      current.current = next;
      onRows([...next]);
    },
    [onRows],
  );
  const apply = useCallback(
    (change: Change, step = true) => {
      const before = current.current;
      const next = typeof change === 'function' ? change(before) : change;
      if (next === before) return;
      if (step) {
        past.current = [...past.current.slice(1 - DEPTH), before];
        future.current = [];
      }
      put(next);
    },
    [put],
  );
  const undo = useCallback(() => {
    const before = past.current.pop();
    if (!before) return;
    future.current.push(current.current);
    put(before);
  }, [put]);
  const redo = useCallback(() => {
    const after = future.current.pop();
    if (!after) return;
    past.current.push(current.current);
    put(after);
  }, [put]);
  return { apply, undo, redo, latest: current };
}
