import {
  formatAmount,
  formatPercent,
  formatQty,
  isDecimal,
  isNegative,
  isZero,
  type Decimal,
} from '@/lib/money';
import { useCompanyCurrency } from '@/lib/session';

export interface MoneyTextProps {
  value: Decimal | null | undefined;
  /** Currency of the document. Other than the company's own, its symbol is always shown. */
  currency?: string | undefined;
  symbol?: boolean;
  /** + and − for differences. */
  sign?: boolean;
  strong?: boolean;
  /** Red below zero (default), by meaning, or quiet. */
  tone?: 'auto' | 'danger' | 'success' | 'soft' | 'none';
  /** A dash instead of 0.00. */
  dashZero?: boolean;
}

const COLOURS = {
  danger: 'var(--jq-danger)',
  success: 'var(--jq-success)',
  soft: 'var(--jq-text-faint)',
} as const;

/** An amount: tabular figures, thousands, never rounded away. */
export function MoneyText({
  value,
  currency,
  symbol,
  sign,
  strong,
  tone = 'auto',
  dashZero,
}: MoneyTextProps) {
  const own = useCompanyCurrency();
  if (value === null || value === undefined || !isDecimal(value)) return <Dash />;
  if (dashZero && isZero(value)) return <Dash />;
  const unit = currency ?? own;
  const colour =
    tone === 'auto'
      ? isNegative(value)
        ? COLOURS.danger
        : undefined
      : tone === 'none'
        ? undefined
        : COLOURS[tone];
  return (
    <span
      className="jq-num"
      style={{ color: colour, fontWeight: strong ? 600 : undefined }}
      title={`${unit} ${value}`}
    >
      {formatAmount(value, unit, { symbol: symbol ?? unit !== own, sign: !!sign })}
    </span>
  );
}

export function QtyText({
  value,
  unit,
}: {
  value: Decimal | null | undefined;
  unit?: string | undefined;
}) {
  if (value === null || value === undefined || !isDecimal(value)) return <Dash />;
  return (
    <span className="jq-num">
      {formatQty(value)}
      {unit && <span style={{ color: 'var(--jq-text-faint)', marginInlineStart: 3 }}>{unit}</span>}
    </span>
  );
}

export function PercentText({
  value,
  scale,
}: {
  value: Decimal | null | undefined;
  scale?: number;
}) {
  if (value === null || value === undefined || !isDecimal(value)) return <Dash />;
  return <span className="jq-num">{formatPercent(value, scale)}</span>;
}

function Dash() {
  return <span style={{ color: 'var(--jq-text-faint)' }}>–</span>;
}
