import {
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
} from 'react';
import type { EntityOption } from '../entity-source';
import { displayCell, editText, isEditable, isFigure } from './cell-value';
import { LookupList } from './lookup-list';
import type { GridColumn, GridRow } from './types';
import { sourceOf, useLookup } from './use-lookup';
import styles from './keyboard-grid.module.css';

/** What the editor asks of the grid. Moves are relative; `enter` follows the spreadsheet's rule. */
export type GridMove =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'next'
  | 'previous'
  | 'enter'
  | 'home'
  | 'end'
  | 'first'
  | 'last'
  | 'pageUp'
  | 'pageDown';

export interface CellEditorProps {
  column: GridColumn;
  row: GridRow;
  label: string;
  invalid: boolean;
  onText: (text: string) => void;
  onOption: (option: EntityOption) => void;
  onMove: (move: GridMove) => void;
  onPaste: (text: string) => void;
  /** Shortcuts of the grid; `true` when the key was one. */
  onCommand: (event: KeyboardEvent) => boolean;
}

const ARROWS: Readonly<Record<string, GridMove>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/**
 * The input of the active cell. Resting, it shows the value selected, so typing (also through an
 * input method) replaces it and arrows move; editing, arrows belong to the text.
 */
export function CellEditor(props: CellEditorProps) {
  const { column, row } = props;
  const input = useRef<HTMLInputElement>(null);
  const [draft, showDraft] = useState<string | null>(null);
  // Also outside React's state: a commit on leaving must not run twice.
  const typed = useRef<string | null>(null);
  const setDraft = (text: string | null) => {
    typed.current = text;
    showDraft(text);
  };
  const [at, setAt] = useState(0);
  const listId = useId();
  const editable = isEditable(column);
  const editing = draft !== null;
  const source = useMemo(() => sourceOf(column), [column]);
  const lookup = useLookup(source, draft ?? '', editing);
  const choosing = editing && source !== null;
  const active = Math.min(at, lookup.options.length - 1);
  const unsaved = useRef<() => void>(() => undefined);

  useEffect(() => {
    const element = input.current;
    element?.focus({ preventScroll: true });
    element?.select();
    element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, []);

  const commit = () => {
    const draft = typed.current;
    if (draft === null) return;
    setDraft(null);
    if (draft.trim() === editText(column, row).trim()) return;
    const option =
      choosing && draft.trim() !== '' && lookup.fresh
        ? lookup.options[Math.max(0, active)]
        : undefined;
    if (option && !option.blocked) props.onOption(option);
    else props.onText(draft);
  };
  useEffect(() => {
    unsaved.current = commit;
  });
  // Leaving by a click elsewhere keeps what was typed.
  useEffect(() => () => unsaved.current(), []);

  const startEdit = (text: string) => {
    if (!editable) return;
    setAt(0);
    setDraft(text);
  };
  const leave = (move: GridMove) => {
    commit();
    props.onMove(move);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    const { key } = event;
    const stop = () => event.preventDefault();
    if (key === 'Tab') {
      stop();
      return leave(event.shiftKey ? 'previous' : 'next');
    }
    const mod = event.ctrlKey || event.metaKey;
    if (mod || event.altKey) {
      if (mod && (key === 'Home' || key === 'End')) return leave(key === 'Home' ? 'first' : 'last');
      if (editing && mod && key === 'Enter') commit();
      if (
        (!editing || key === 'Enter' || key === 'Delete' || key === 'Backspace') &&
        props.onCommand(event)
      )
        stop();
      return undefined;
    }
    if (key === 'Enter') {
      stop();
      return leave(event.shiftKey ? 'up' : 'enter');
    }
    if (choosing && (key === 'ArrowDown' || key === 'ArrowUp')) {
      stop();
      const count = lookup.options.length;
      return count > 0
        ? setAt((active + (key === 'ArrowDown' ? 1 : count - 1)) % count)
        : undefined;
    }
    if (key === 'Escape' && editing) {
      stop();
      event.stopPropagation();
      setDraft(null);
      return requestAnimationFrame(() => input.current?.select());
    }
    if (editing) return undefined;
    const arrow = ARROWS[key];
    if (arrow) {
      stop();
      return props.onMove(arrow);
    }
    switch (key) {
      case 'F2':
        stop();
        startEdit(editText(column, row));
        return requestAnimationFrame(() => input.current?.setSelectionRange(9_999, 9_999));
      case 'Home':
      case 'End':
        stop();
        return props.onMove(key === 'Home' ? 'home' : 'end');
      case 'PageUp':
      case 'PageDown':
        stop();
        return props.onMove(key === 'PageUp' ? 'pageUp' : 'pageDown');
      case 'Delete':
        stop();
        if (editable) props.onText('');
        return undefined;
      case 'Backspace':
        stop();
        return startEdit('');
      default:
        return undefined;
    }
  };

  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const text = event.clipboardData.getData('text/plain');
    if (editing && !/[\t\n]/.test(text.replace(/\s+$/, ''))) return;
    event.preventDefault();
    setDraft(null);
    props.onPaste(text);
  };

  return (
    <>
      <input
        ref={input}
        className={`${styles.input} ${isFigure(column) ? styles.figure : ''}`}
        value={draft ?? displayCell(column, row)}
        readOnly={!editable}
        aria-label={props.label}
        aria-invalid={props.invalid}
        placeholder={column.placeholder}
        autoComplete="off"
        spellCheck={false}
        inputMode={isFigure(column) ? 'decimal' : 'text'}
        {...(choosing
          ? {
              role: 'combobox',
              'aria-expanded': true,
              'aria-controls': listId,
              'aria-activedescendant': `${listId}-${active}`,
            }
          : {})}
        onChange={(e) => startEdit(e.target.value)}
        onDoubleClick={() => !editing && startEdit(editText(column, row))}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={commit}
      />
      {choosing && (
        <LookupList
          id={listId}
          anchor={input}
          lookup={lookup}
          active={active}
          onPick={(option) => {
            setDraft(null);
            props.onOption(option);
            props.onMove('next');
          }}
        />
      )}
    </>
  );
}
