/** What can be chosen about reading a file and about its rows, and which choice a refusal asks for. */
import type { ApiProblem } from '@/lib/problem';
import type { ImportKind } from '../api';

export type Options = Readonly<Record<string, string>>;

export interface OptionSpec {
  key: string;
  /** About the file, or about what its rows mean. */
  about: 'file' | 'rows';
  input: 'choice' | 'text' | 'number';
  /** The first one is taken when nothing is chosen; '' leaves it to the server. */
  choices?: readonly string[];
  kinds?: readonly ImportKind[];
}

const OPTIONS: readonly OptionSpec[] = [
  {
    key: 'order_state',
    about: 'rows',
    input: 'choice',
    choices: ['draft', 'confirmed'],
    kinds: ['orders'],
  },
  { key: 'credit', about: 'rows', input: 'choice', choices: ['on', 'off'], kinds: ['orders'] },
  {
    key: 'prices',
    about: 'rows',
    input: 'choice',
    choices: ['with_tax', 'without_tax'],
    kinds: ['orders'],
  },
  { key: 'walk_in', about: 'rows', input: 'text', kinds: ['orders'] },
  {
    key: 'missing_date',
    about: 'rows',
    input: 'choice',
    choices: ['refuse', 'order'],
    kinds: ['deliveries', 'invoices'],
  },
  {
    key: 'repeated',
    about: 'rows',
    input: 'choice',
    choices: ['refuse', 'first'],
    kinds: ['customers', 'products'],
  },
  { key: 'date_order', about: 'rows', input: 'choice', choices: ['', 'dmy', 'mdy'] },
  { key: 'sheet', about: 'file', input: 'text' },
  { key: 'header_row', about: 'file', input: 'number' },
  {
    key: 'encoding',
    about: 'file',
    input: 'choice',
    choices: ['', 'utf-8', 'gb18030', 'big5', 'utf-16le', 'windows-1252'],
  },
  { key: 'delimiter', about: 'file', input: 'choice', choices: ['', ',', ';', '|', 'tab'] },
];

export const optionsFor = (kind: ImportKind, about: OptionSpec['about']): OptionSpec[] =>
  OPTIONS.filter((o) => o.about === about && (!o.kinds || o.kinds.includes(kind)));

/** Sets one option; the one taken anyway is not sent. */
export function withOption(options: Options, spec: OptionSpec, value: string): Options {
  const rest = Object.fromEntries(Object.entries(options).filter(([key]) => key !== spec.key));
  const text = value.trim();
  return text === '' || text === spec.choices?.[0] ? rest : { ...rest, [spec.key]: text };
}

/** Options of one kind that mean nothing for another are dropped. */
export const keepFor = (options: Options, kind: ImportKind): Options =>
  Object.fromEntries(
    Object.entries(options).filter(([key]) =>
      OPTIONS.some((o) => o.key === key && (!o.kinds || o.kinds.includes(kind))),
    ),
  );

const ASKED: Readonly<Record<string, string>> = {
  'imports.which_sheet': 'sheet',
  'file.no_such_sheet': 'sheet',
  'imports.no_header': 'header_row',
  'imports.credit_choice': 'credit',
  'csv.bad_encoding': 'encoding',
  'csv.unknown_encoding': 'encoding',
  'csv.bad_delimiter': 'delimiter',
};

/** The option that would answer a refusal, or ''. */
export function askedFor(problem: ApiProblem | null): string {
  if (!problem) return '';
  const codes = [problem.code, ...problem.fields.map((f) => f.code)];
  return codes.map((code) => ASKED[code]).find((key) => key !== undefined) ?? '';
}

/** Sheets named by `imports.which_sheet`. */
export const sheetsOf = (problem: ApiProblem | null): string[] =>
  problem?.code === 'imports.which_sheet'
    ? (problem.facts.sheets ?? '').split(', ').filter((s) => s !== '')
    : [];

/** As the server's limit for one file. */
export const MOST_BYTES = 50 * 1024 * 1024;
export const ACCEPTED = '.csv,.gz,.txt,.tsv,.xlsx,.xlsm,.xls,.ods';
