/** Keyboard shortcuts: "mod+k", "?", "g o" (two keys in turn). One registry feeds the overview. */
import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface Hotkey {
  keys: string;
  label: string;
  /** Heading in the overview. */
  group: string;
  run: () => void;
  /** Also while a text field has the focus. */
  inFields?: boolean;
  /** Also while a dialog is open: the dialog's own keys. */
  inDialogs?: boolean;
  disabled?: boolean;
}

type Entry = { current: Hotkey };
let entries: readonly Entry[] = [];
let shown: readonly Hotkey[] = [];
const listeners = new Set<() => void>();

function publish(next: readonly Entry[]): void {
  entries = next;
  shown = next.map((entry) => entry.current);
  listeners.forEach((listen) => listen());
}

export const isMac = (): boolean => /mac/i.test(navigator.platform || navigator.userAgent);

/** The key press as written in `Hotkey.keys`: "mod+enter", "shift+tab", "?". */
export function chordOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const key =
    event.key.length === 1 ? event.key.toLowerCase() : event.key.toLowerCase().replace('arrow', '');
  const named = key === ' ' ? 'space' : key;
  const printable = event.key.length === 1 && !/[a-z]/i.test(event.key);
  return [
    event.ctrlKey || event.metaKey ? 'mod' : '',
    event.altKey ? 'alt' : '',
    event.shiftKey && !printable ? 'shift' : '',
    named,
  ]
    .filter(Boolean)
    .join('+');
}

export function keyLabel(keys: string): string[] {
  const names: Record<string, string> = {
    mod: isMac() ? '⌘' : 'Ctrl',
    shift: isMac() ? '⇧' : 'Shift',
    alt: isMac() ? '⌥' : 'Alt',
    enter: '↵',
    escape: 'Esc',
    up: '↑',
    down: '↓',
    left: '←',
    right: '→',
    space: 'Space',
    tab: 'Tab',
    delete: 'Del',
    backspace: '⌫',
  };
  return keys
    .split(/[+ ]/)
    .filter(Boolean)
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}

const NO_TEXT = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'range']);

function inField(element: Element | null): boolean {
  const field = element?.closest('input, textarea, select, [contenteditable="true"]');
  return !!field && !(field instanceof HTMLInputElement && NO_TEXT.has(field.type));
}

/** Enter and Space belong to the control that has the focus. */
function isPressable(element: Element | null): boolean {
  return !!element?.closest(
    'button, a[href], input, [role="button"], [role="tab"], [role="option"]',
  );
}

let pending = '';
let pendingTimer: ReturnType<typeof setTimeout> | undefined;

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
  const chord = chordOf(event);
  const target = event.target instanceof Element ? event.target : null;
  if ((chord === 'enter' || chord === 'space') && isPressable(target)) return;
  const field = inField(target);
  const dialogOpen =
    document.querySelector('.ant-modal-wrap:not([style*="display: none"])') !== null;
  const usable = entries
    .map((entry) => entry.current)
    .filter((h) => !h.disabled && (h.inFields || !field) && (h.inDialogs || !dialogOpen))
    .reverse();
  const sequence = pending ? `${pending} ${chord}` : chord;
  const hit = usable.find((h) => h.keys === sequence) ?? usable.find((h) => h.keys === chord);
  clearTimeout(pendingTimer);
  pending = '';
  if (hit) {
    event.preventDefault();
    hit.run();
  } else if (usable.some((h) => h.keys.startsWith(`${chord} `))) {
    pending = chord;
    pendingTimer = setTimeout(() => (pending = ''), 1_200);
  }
}

export function installHotkeys(): () => void {
  window.addEventListener('keydown', onKeyDown);
  return () => window.removeEventListener('keydown', onKeyDown);
}

/** Registers shortcuts while the component is on screen; later ones win over earlier ones. */
export function useHotkeys(hotkeys: readonly Hotkey[]): void {
  const refs = useRef<Entry[]>([]);
  const signature = hotkeys
    .map((h) => `${h.keys}|${h.label}|${h.group}|${h.disabled ?? ''}`)
    .join('\n');
  useEffect(() => {
    refs.current.forEach((entry, index) => {
      const now = hotkeys[index];
      if (now) entry.current = now;
    });
  });
  useEffect(() => {
    const mine = hotkeys.map((current) => ({ current }));
    refs.current = mine;
    publish([...entries, ...mine]);
    return () => publish(entries.filter((entry) => !mine.includes(entry)));
    // `signature` stands for the list: the functions inside are refreshed above on each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [signature]);
}

export function useHotkeyList(): readonly Hotkey[] {
  return useSyncExternalStore(
    (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    () => shown,
  );
}
