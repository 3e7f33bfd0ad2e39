import { Input, type InputRef } from 'antd';
import { useState, type KeyboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import {
  currencyScale,
  currencySymbol,
  formatAmount,
  formatQty,
  isDecimal,
  isNegative,
  parseDecimalInput,
} from '@/lib/money';

export interface DecimalInputProps {
  /** Canonical decimal string, or '' for nothing. Works as a Form.Item child. */
  value?: string | null;
  onChange?: (value: string) => void;
  /** Told when the text is no number (the value is '' then). */
  onInvalid?: (reason: string | null) => void;
  scale: number;
  format: (value: string) => string;
  allowNegative?: boolean;
  prefix?: string | undefined;
  suffix?: string | undefined;
  placeholder?: string;
  disabled?: boolean;
  autoFocus?: boolean;
  id?: string;
  'aria-label'?: string;
  size?: 'small' | 'middle' | 'large';
  onPressEnter?: (event: KeyboardEvent<HTMLInputElement>) => void;
  ref?: Ref<InputRef>;
}

/** Text in, decimal string out: full-width digits, "¥", thousands and "1.5万" are understood. */
export function DecimalInput(props: DecimalInputProps) {
  const { value, onChange, onInvalid, scale, format, allowNegative } = props;
  const { t } = useTranslation();
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const take = (text: string) => {
    setDraft(text);
    const parsed = parseDecimalInput(text, scale);
    let reason: string | null = null;
    if (!parsed.ok && parsed.reason !== 'empty') reason = parsed.reason;
    else if (parsed.ok && !allowNegative && isNegative(parsed.value)) reason = 'negative';
    setProblem(reason);
    onInvalid?.(reason);
    onChange?.(parsed.ok && !reason ? parsed.value : '');
  };

  const shown = draft ?? (value && isDecimal(value) ? format(value) : (value ?? ''));
  return (
    <>
      <Input
        {...(props.ref ? { ref: props.ref } : {})}
        {...(props.id ? { id: props.id } : {})}
        aria-label={props['aria-label']}
        inputMode="decimal"
        autoComplete="off"
        className="jq-num"
        styles={{ input: { textAlign: 'right' } }}
        value={shown}
        status={problem ? 'error' : ''}
        placeholder={props.placeholder ?? ''}
        disabled={!!props.disabled}
        autoFocus={!!props.autoFocus}
        size={props.size ?? 'middle'}
        prefix={
          props.prefix && <span style={{ color: 'var(--jq-text-faint)' }}>{props.prefix}</span>
        }
        suffix={
          props.suffix && <span style={{ color: 'var(--jq-text-faint)' }}>{props.suffix}</span>
        }
        onFocus={(e) => {
          setDraft(value ?? '');
          const input = e.target;
          requestAnimationFrame(() => input.select());
        }}
        onChange={(e) => take(e.target.value)}
        onBlur={() => {
          if (!problem) setDraft(null);
        }}
        onPressEnter={(e) => props.onPressEnter?.(e)}
      />
      {problem && (
        <div role="alert" style={{ color: 'var(--jq-danger)', fontSize: 12.5 }}>
          {t(`errors.fields.${problem}`, { scale })}
        </div>
      )}
    </>
  );
}

type Special = 'scale' | 'format';

export function AmountInput({
  currency = 'CNY',
  ...props
}: Omit<DecimalInputProps, Special> & { currency?: string }) {
  return (
    <DecimalInput
      prefix={currencySymbol(currency)}
      {...props}
      scale={currencyScale(currency)}
      format={(value) => formatAmount(value, currency).replace('−', '-')}
    />
  );
}

export function QtyInput({
  unit,
  scale = 6,
  ...props
}: Omit<DecimalInputProps, Special> & { unit?: string; scale?: number }) {
  return (
    <DecimalInput
      suffix={unit}
      {...props}
      scale={scale}
      format={(v) => formatQty(v).replace('−', '-')}
    />
  );
}

/** A unit price: up to eight decimals, at least two shown. */
export function PriceInput(props: Omit<DecimalInputProps, Special>) {
  return <DecimalInput {...props} scale={8} format={(v) => formatQty(v, 2).replace('−', '-')} />;
}
