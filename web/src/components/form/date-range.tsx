import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { presetRange, today, type RangePreset } from '@/lib/dates';

export interface DateRangeProps {
  /** `YYYY-MM-DD`, '' for open. */
  from: string;
  to: string;
  onChange: (from: string, to: string) => void;
  label?: string;
  presets?: readonly RangePreset[];
  size?: 'small' | 'middle';
}

const PRESETS: readonly RangePreset[] = [
  'today',
  'last7',
  'last30',
  'thisMonth',
  'lastMonth',
  'thisQuarter',
  'thisYear',
  'lastYear',
];

export function DateRange({
  from,
  to,
  onChange,
  label,
  presets = PRESETS,
  size = 'middle',
}: DateRangeProps) {
  const { t } = useTranslation();
  const shortcuts = useMemo(
    () =>
      presets.map((preset) => {
        const [start, end] = presetRange(preset, today());
        return {
          label: t(`common.range.${preset}`),
          value: [dayjs(start), dayjs(end)] as [dayjs.Dayjs, dayjs.Dayjs],
        };
      }),
    [presets, t],
  );
  return (
    <DatePicker.RangePicker
      size={size}
      allowEmpty
      presets={shortcuts}
      value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
      onChange={(range) =>
        onChange(range?.[0]?.format('YYYY-MM-DD') ?? '', range?.[1]?.format('YYYY-MM-DD') ?? '')
      }
      placeholder={[label ?? t('common.from'), t('common.to')]}
      aria-label={label}
      style={{ width: 240 }}
    />
  );
}

export interface DateInputProps {
  value?: string | null;
  onChange?: (value: string) => void;
  disabled?: boolean;
  allowClear?: boolean;
  id?: string;
  placeholder?: string;
  'aria-label'?: string;
}

/** One business date as text; works as a Form.Item child. */
export function DateInput({
  value,
  onChange,
  disabled,
  allowClear = true,
  id,
  placeholder,
  ...rest
}: DateInputProps) {
  return (
    <DatePicker
      {...(id ? { id } : {})}
      {...(placeholder ? { placeholder } : {})}
      aria-label={rest['aria-label']}
      style={{ width: '100%' }}
      disabled={!!disabled}
      allowClear={allowClear}
      format={['YYYY-MM-DD', 'YYYY/M/D', 'YYYYMMDD', 'YYYY.M.D']}
      value={value ? dayjs(value) : null}
      onChange={(date) => onChange?.(date ? date.format('YYYY-MM-DD') : '')}
    />
  );
}
