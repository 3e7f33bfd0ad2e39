import type { ReactNode } from 'react';
import type { EntitySource } from '../form/entity-source';

/** Sums of the documents in one currency. */
export type CurrencySums = { currency: string; count: number } & Record<string, string | number>;

export interface Totals {
  count?: number | null;
  currency?: string | null;
  /** The sums apart, when the list has several currencies. */
  by_currency?: readonly CurrencySums[];
  [key: string]: string | number | null | undefined | readonly CurrencySums[];
}

export interface DataColumn<Row> {
  /** Field of the row, and the server's sort name unless `sort` says otherwise. */
  key: string;
  title: string;
  render?: (row: Row) => ReactNode;
  width?: number;
  align?: 'left' | 'right' | 'center';
  /** `true`: sorted by `key`; text: by that name. */
  sort?: boolean | string;
  fixed?: 'left' | 'right';
  /** Not shown until chosen. */
  hidden?: boolean;
  /** Always shown. */
  locked?: boolean;
  /** Which of the server's sums `total` shows. */
  totalKey?: string;
  /** Cell of the sum row, from the server's `total`. */
  total?: (total: Totals) => ReactNode;
}

interface FilterBase {
  label: string;
}

/** Parameters in the URL carry the same names as the API's. */
export type FilterDef =
  | { kind: 'search'; key: string; placeholder: string }
  | (FilterBase & {
      kind: 'select';
      key: string;
      options: readonly { value: string; label: string }[];
      multiple?: boolean;
    })
  | (FilterBase & { kind: 'day'; key: string })
  | (FilterBase & { kind: 'dates'; from: string; to: string })
  | (FilterBase & { kind: 'entity'; key: string; source: EntitySource })
  | (FilterBase & { kind: 'flag'; key: string })
  | (FilterBase & { kind: 'amounts'; from: string; to: string });

export interface EmptyText {
  title: string;
  text?: ReactNode;
  action?: { label: string; run: () => void } | undefined;
}
