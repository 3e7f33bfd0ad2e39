import type { Mark } from './draft';
import type { Texts } from './texts';

/** Why a line is wrong, what the customer has for it, and a word. */
export function MarkFields({
  mark,
  t,
  change,
}: {
  mark: Mark;
  t: Texts;
  change: (part: Partial<Mark>) => void;
}) {
  return (
    <div className="fields">
      <label>
        {t.reason}
        <select value={mark.reason} onChange={(e) => change({ reason: e.target.value })}>
          {Object.entries(t.reasons).map(([code, words]) => (
            <option key={code} value={code}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t.theirs}
        <input
          className="num"
          inputMode="decimal"
          value={mark.theirs}
          onChange={(e) => change({ theirs: e.target.value })}
        />
      </label>
      <label className="wide">
        {t.note}
        <input
          value={mark.note}
          maxLength={2000}
          onChange={(e) => change({ note: e.target.value })}
        />
      </label>
    </div>
  );
}
