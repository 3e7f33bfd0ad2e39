/**
 * Exact decimal arithmetic on strings. Amounts, prices, quantities and rates arrive as decimal
 * strings and stay strings; inside this file they are a BigInt of units and a scale. No float.
 */

export type Decimal = string;

interface Parts {
  units: bigint;
  scale: number;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

const EXPONENT: Readonly<Record<string, number>> = {
  JPY: 0,
  KRW: 0,
  VND: 0,
  CLP: 0,
  ISK: 0,
  PYG: 0,
  UGX: 0,
  XAF: 0,
  XOF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

const SYMBOL: Readonly<Record<string, string>> = {
  CNY: '¥',
  USD: 'US$',
  EUR: '€',
  GBP: '£',
  HKD: 'HK$',
  JPY: 'JP¥',
  KRW: '₩',
  TWD: 'NT$',
};

/** Currencies offered in forms; the server takes any it knows. */
export const CURRENCIES: readonly string[] = [
  'CNY',
  'USD',
  'EUR',
  'HKD',
  'JPY',
  'GBP',
  'AUD',
  'SGD',
  'KRW',
  'TWD',
];

/** Number of decimals a currency's amounts are written with. */
export function currencyScale(currency: string): number {
  return EXPONENT[currency] ?? 2;
}

export function currencySymbol(currency: string): string {
  return SYMBOL[currency] ?? `${currency} `;
}

export function isDecimal(value: string): boolean {
  return DECIMAL.test(value);
}

function split(value: Decimal): Parts {
  const match = DECIMAL.exec(value);
  if (!match) throw new RangeError(`not a decimal: ${JSON.stringify(value)}`);
  const [, sign, whole = '0', fraction = ''] = match;
  const units = BigInt(whole + fraction);
  return { units: sign === '-' ? -units : units, scale: fraction.length };
}

function join({ units, scale }: Parts): Decimal {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(scale + 1, '0');
  const cut = digits.length - scale;
  const text = scale === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return negative ? `-${text}` : text;
}

const pow10 = (n: number) => 10n ** BigInt(n);

function align(a: Parts, b: Parts): [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  return [a.units * pow10(scale - a.scale), b.units * pow10(scale - b.scale), scale];
}

/** Integer division rounding half away from zero, the rule the server uses. */
function divideHalfUp(n: bigint, d: bigint): bigint {
  const negative = n < 0n !== d < 0n;
  const [num, den] = [n < 0n ? -n : n, d < 0n ? -d : d];
  const rounded = (num * 2n + den) / (den * 2n);
  return negative ? -rounded : rounded;
}

function rescale(p: Parts, scale: number): Parts {
  if (scale >= p.scale) return { units: p.units * pow10(scale - p.scale), scale };
  return { units: divideHalfUp(p.units, pow10(p.scale - scale)), scale };
}

export function add(a: Decimal, b: Decimal): Decimal {
  const [x, y, scale] = align(split(a), split(b));
  return join({ units: x + y, scale });
}

export function sub(a: Decimal, b: Decimal): Decimal {
  const [x, y, scale] = align(split(a), split(b));
  return join({ units: x - y, scale });
}

/** Product, exact unless `scale` asks for rounding (half away from zero). */
export function mul(a: Decimal, b: Decimal, scale?: number): Decimal {
  const [x, y] = [split(a), split(b)];
  const product = { units: x.units * y.units, scale: x.scale + y.scale };
  return join(scale === undefined ? product : rescale(product, scale));
}

/** Quotient rounded half away from zero to `scale` decimals. */
export function div(a: Decimal, b: Decimal, scale: number): Decimal {
  const [x, y] = align(split(a), split(b));
  if (y === 0n) throw new RangeError('division by zero');
  return join({ units: divideHalfUp(x * pow10(scale), y), scale });
}

export function sum(values: Iterable<Decimal>, start: Decimal = '0'): Decimal {
  let total = start;
  for (const value of values) total = add(total, value);
  return total;
}

export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const [x, y] = align(split(a), split(b));
  return x < y ? -1 : x > y ? 1 : 0;
}

export const isZero = (value: Decimal): boolean => split(value).units === 0n;
export const isNegative = (value: Decimal): boolean => split(value).units < 0n;

export function negate(value: Decimal): Decimal {
  const p = split(value);
  return join({ units: -p.units, scale: p.scale });
}

export const abs = (value: Decimal): Decimal => (isNegative(value) ? negate(value) : value);
export const min = (a: Decimal, b: Decimal): Decimal => (compare(a, b) <= 0 ? a : b);
export const max = (a: Decimal, b: Decimal): Decimal => (compare(a, b) >= 0 ? a : b);

export function round(value: Decimal, scale: number): Decimal {
  return join(rescale(split(value), scale));
}

/** "1.500" → "1.5", "2.00" → "2". */
export function trimZeros(value: Decimal): Decimal {
  return value.includes('.') ? value.replace(/\.?0+$/, '') : value;
}

function group(value: Decimal): string {
  const negative = value.startsWith('-');
  const [whole = '0', fraction] = (negative ? value.slice(1) : value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${negative ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

export interface AmountFormat {
  /** Show the currency symbol; lists in the company's own currency leave it out. */
  symbol?: boolean;
  /** Write + before positive figures (differences). */
  sign?: boolean;
}

/** "-1234.5", "CNY" → "−1,234.50". More decimals than the currency has are kept, never hidden. */
export function formatAmount(value: Decimal, currency = 'CNY', options: AmountFormat = {}): string {
  const parts = split(value);
  const scale = currencyScale(currency);
  const trimmed = parts.scale > scale ? split(trimZeros(value)) : parts;
  const text = group(join(rescale(trimmed, Math.max(scale, trimmed.scale))));
  const negative = text.startsWith('−');
  const body = negative ? text.slice(1) : text;
  const lead = negative ? '−' : options.sign && parts.units > 0n ? '+' : '';
  return `${lead}${options.symbol ? currencySymbol(currency) : ''}${body}`;
}

/** Quantities and unit prices: thousands, no trailing zeros below `minScale` decimals. */
export function formatQty(value: Decimal, minScale = 0): string {
  const short = trimZeros(value);
  const { scale } = split(short);
  return group(scale < minScale ? round(short, minScale) : short);
}

/** "0.13" → "13%". */
export function formatPercent(rate: Decimal, scale?: number): string {
  const hundred = mul(rate, '100');
  return `${group(scale === undefined ? trimZeros(hundred) : round(hundred, scale))}%`;
}

/** Short figures for axis labels and cards: "1,234.6 万" / "1.2M". Display only. */
export function formatCompact(value: Decimal, locale: string): string {
  const size = abs(value);
  const steps: [Decimal, string][] = locale.startsWith('zh')
    ? [
        ['100000000', ' 亿'],
        ['10000', ' 万'],
      ]
    : [
        ['1000000000', 'B'],
        ['1000000', 'M'],
        ['1000', 'K'],
      ];
  for (const [limit, unit] of steps) {
    if (compare(size, limit) >= 0) return `${group(trimZeros(div(value, limit, 1)))}${unit}`;
  }
  return group(trimZeros(round(value, 2)));
}

/** A coordinate for a chart. The only way from an amount to a JS number; never calculate with it. */
export function plotValue(value: Decimal): number {
  return Number(round(value, 2));
}

export type ParsedInput =
  | { ok: true; value: Decimal }
  | { ok: false; reason: 'empty' | 'not_a_number' | 'too_many_decimals' };

const FULL_WIDTH = /[\uff0b-\uff19]/g;

/** Full-width digits, "。", "￥", thousands and blanks as people paste them → plain text. */
export function normaliseDigits(text: string): string {
  return text
    .replace(FULL_WIDTH, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/。/g, '.')
    .replace(/[−–—－]/g, '-')
    .replace(/[（]/g, '(')
    .replace(/[）]/g, ')')
    .replace(/[￥¥$€£元圆\s\u00a0\u3000]/g, '')
    .replace(/，/g, ',');
}

/**
 * What a person typed or pasted → canonical decimal. Understands "１，２３４。５", "¥1,234.50",
 * "(200)" for a negative, "1.5万" and "2亿". `scale` limits the decimals.
 */
export function parseDecimalInput(text: string, scale?: number): ParsedInput {
  let body = normaliseDigits(text);
  if (body === '') return { ok: false, reason: 'empty' };
  let unit = '1';
  if (/[万萬]$/.test(body)) unit = '10000';
  else if (/[亿億]$/.test(body)) unit = '100000000';
  if (unit !== '1') body = body.slice(0, -1);
  const bracketed = /^\((.+)\)$/.exec(body);
  if (bracketed?.[1]) body = `-${bracketed[1]}`;
  if (/,/.test(body) && !/^[+-]?\d{1,4}(,\d{3,4})*(\.\d*)?$/.test(body)) {
    return { ok: false, reason: 'not_a_number' };
  }
  body = body
    .replace(/,/g, '')
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.$/, '');
  if (!isDecimal(body)) return { ok: false, reason: 'not_a_number' };
  let value = unit === '1' ? body : trimZeros(mul(body, unit));
  value = value.replace(/^(-?)0+(?=\d)/, '$1');
  if (scale !== undefined && split(value).scale > scale) {
    const trimmed = trimZeros(value);
    if (split(trimmed).scale > scale) return { ok: false, reason: 'too_many_decimals' };
    value = trimmed;
  }
  return { ok: true, value };
}

/** `part` of `whole` as 0–100, for bars only; the text beside a bar carries the exact figures. */
export function percentOf(part: Decimal, whole: Decimal): number {
  if (isZero(whole)) return 0;
  const percent = Number(div(mul(part, '100'), whole, 1));
  return Math.min(100, Math.max(0, percent));
}
