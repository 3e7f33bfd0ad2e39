import { div, isDecimal, mul, trimZeros } from '@/lib/money';
import { DecimalInput, type DecimalInputProps } from './amount-input';

/** A rate typed in percent: "13" is kept as "0.13". */
export function PercentInput({
  value,
  onChange,
  ...props
}: Omit<DecimalInputProps, 'scale' | 'format'>) {
  const shown = value && isDecimal(value) ? trimZeros(mul(value, '100')) : (value ?? '');
  return (
    <DecimalInput
      suffix="%"
      {...props}
      value={shown}
      scale={4}
      format={(text) => text}
      onChange={(text) => onChange?.(text === '' ? '' : trimZeros(div(text, '100', 8)))}
    />
  );
}
