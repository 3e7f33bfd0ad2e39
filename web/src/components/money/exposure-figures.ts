import { abs, add, isNegative, sub, sum } from '@/lib/money';

export interface CurrencyBalance {
  currency: string;
  /** Invoiced and open. */
  billed: string;
  /** Signed, not invoiced. */
  unbilled: string;
  /** Money and credits not applied, below zero. */
  credit: string;
  /** Confirmed, not delivered. */
  undelivered: string;
  /** Bills of exchange not yet honoured, as far as the company counts them. */
  bills: string;
}

/** What the bar shows, in company currency. */
export interface ExposureFigures {
  billed: string;
  unbilled: string;
  undelivered: string;
  bills: string;
  /** Positive. */
  credit: string;
  /** Everything in other currencies, at their rates. */
  foreign: string;
  /** Sum of the above as the server checks it. */
  exposure: string;
  /** `null`: no limit. */
  limit: string | null;
}

/** Own currency by its parts; other currencies only as the rest of what the server counts. */
export function exposureFigures(
  customer: { exposure: string; credit_limit: string | null; balances: CurrencyBalance[] },
  own: string,
): ExposureFigures {
  const zero = { billed: '0', unbilled: '0', undelivered: '0', bills: '0', credit: '0' };
  const home = customer.balances.find((b) => b.currency === own) ?? zero;
  const { billed, unbilled, undelivered, bills, credit } = home;
  const others = customer.balances.some((b) => b.currency !== own);
  const rest = sub(customer.exposure, sum([billed, unbilled, undelivered, bills, credit]));
  return {
    billed,
    unbilled,
    undelivered,
    bills,
    credit: abs(credit),
    foreign: others && !isNegative(rest) ? rest : '0',
    exposure: customer.exposure,
    limit: customer.credit_limit,
  };
}

/** What is owed in one currency: invoiced and signed, less what waits to be applied. */
export const receivable = (b: CurrencyBalance): string => add(add(b.billed, b.unbilled), b.credit);
