const FIELDS =
  'input:not([type="hidden"]):not([disabled]):not([readonly]), textarea:not([disabled]), select:not([disabled])';

/** Puts the cursor into the first field of a dialog that has just opened, unless it stands in one. */
export function focusFirst(root: HTMLElement | null): void {
  const active = document.activeElement;
  if (!root || (active && root.contains(active) && active.matches(FIELDS))) return;
  root.querySelector<HTMLElement>(FIELDS)?.focus();
}
