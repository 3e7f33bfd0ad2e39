import { keyLabel } from '@/lib/hotkeys';

/** Keys as printed on the keyboard: <Kbd keys="mod+enter" />. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span style={{ display: 'inline-flex', gap: 3 }}>
      {keyLabel(keys).map((part, index) => (
        <kbd key={index} className="jq-kbd">
          {part}
        </kbd>
      ))}
    </span>
  );
}
