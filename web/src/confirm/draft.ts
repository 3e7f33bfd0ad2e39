/** What the customer has marked so far, before it is sent. Pure. */
import type { Answer, Line, Objection, Statement } from './api';

export interface Mark {
  /** `null`: something that is not on the statement. */
  line: number | null;
  reason: string;
  theirs: string;
  note: string;
}

export interface Signer {
  name: string;
  title: string;
  phone: string;
  note: string;
  balance: string;
}

/** Lines by what they do, by what was marked, by text. */
export type Filter = 'all' | 'increases' | 'decreases' | 'marked';

export const isZero = (amount: string): boolean => /^-?0*(\.0*)?$/.test(amount);

/** `-1234.5` as `-1,234.50`-like text: groups, the decimals as given. */
export function grouped(amount: string): string {
  const [whole = '0', rest] = amount.replace('-', '').split('.');
  const text = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${amount.startsWith('-') ? '-' : ''}${text}${rest === undefined ? '' : `.${rest}`}`;
}

/** What people type: separators, blanks, a currency sign. Empty stays empty. */
export const plainAmount = (typed: string): string => typed.replace(/[\s,，￥¥$]/g, '');

export function shownLines(
  lines: readonly Line[],
  filter: Filter,
  search: string,
  marked: ReadonlySet<number>,
): Line[] {
  const wanted = search.trim().toLowerCase();
  return lines.filter((line) => {
    if (filter === 'increases' && isZero(line.debit)) return false;
    if (filter === 'decreases' && isZero(line.credit)) return false;
    if (filter === 'marked' && !marked.has(line.line_no)) return false;
    const text = `${line.document_no} ${line.reference} ${line.description}`.toLowerCase();
    return wanted === '' || text.includes(wanted);
  });
}

export function answerOf(statement: Statement, marks: readonly Mark[], signer: Signer): Answer {
  const balance = plainAmount(signer.balance);
  const object = marks.length > 0;
  return {
    digest: statement.digest,
    verdict: object ? 'object' : 'confirm',
    name: signer.name.trim(),
    title: signer.title.trim(),
    phone: signer.phone.trim(),
    note: signer.note.trim(),
    ...(object && balance !== '' ? { their_balance: balance } : {}),
    objections: marks.map(objectionOf),
  };
}

function objectionOf(mark: Mark): Objection {
  const theirs = plainAmount(mark.theirs);
  return {
    reason: mark.reason,
    note: mark.note.trim(),
    ...(mark.line === null ? {} : { line_no: mark.line }),
    ...(theirs === '' ? {} : { their_amount: theirs }),
  };
}
