import type { Line, Statement } from './api';
import { grouped, isZero, type Mark } from './draft';
import { MarkFields } from './mark-fields';
import type { Texts } from './texts';

export interface LinesProps {
  lines: Line[];
  statement: Statement;
  t: Texts;
  marks: Mark[];
  /** Absent once it is confirmed. */
  toggle?: (line: number) => void;
  change?: (at: number, part: Partial<Mark>) => void;
}

/** A table where there is room, cards on a phone: the same elements, laid out by the style sheet. */
export function Lines({ lines, t, marks, toggle, change }: LinesProps) {
  return (
    <div className="lines" role="table" aria-label={t.lines}>
      <div className="line head" role="row">
        {[t.date, t.document, t.reference, t.debit, t.credit, t.balance, ''].map((name, at) => (
          <span key={at} role="columnheader" className={at > 2 && at < 6 ? 'num' : ''}>
            {name}
          </span>
        ))}
      </div>
      {lines.map((line) => {
        const at = marks.findIndex((m) => m.line === line.line_no);
        const mark = marks[at];
        return (
          <div key={line.line_no} className={mark ? 'marked' : ''} role="rowgroup">
            <div className="line" role="row">
              <span role="cell" className="on">
                {line.document_on}
              </span>
              <span role="cell" className="doc">
                <b>{line.document_no}</b>
                <small>{t.kinds[line.document_type] ?? line.description}</small>
              </span>
              <span role="cell" className="ref">
                {line.reference}
              </span>
              <Amount label={t.debit} value={line.debit} />
              <Amount label={t.credit} value={line.credit} />
              <span role="cell" className="num balance" data-label={t.balance}>
                {grouped(line.balance)}
              </span>
              <span role="cell" className="act">
                {toggle && (
                  <button type="button" className="link" onClick={() => toggle(line.line_no)}>
                    {mark ? t.unmark : t.object}
                  </button>
                )}
              </span>
            </div>
            {mark && change && (
              <div className="mark" role="row">
                <MarkFields mark={mark} t={t} change={(part) => change(at, part)} />
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
}

function Amount({ label, value }: { label: string; value: string }) {
  return (
    <span role="cell" className={isZero(value) ? 'num nil' : 'num'} data-label={label}>
      {isZero(value) ? '' : grouped(value)}
    </span>
  );
}
