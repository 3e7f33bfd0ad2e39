import { DatePicker } from 'antd';
import dayjs from 'dayjs';

export interface MonthRangeProps {
  /** `YYYY-MM`. */
  from: string;
  to: string;
  label: string;
  onChange: (from: string, to: string) => void;
}

/** First and last accounting period; never open at an end. */
export function MonthRange({ from, to, label, onChange }: MonthRangeProps) {
  return (
    <DatePicker.RangePicker
      picker="month"
      allowClear={false}
      value={[dayjs(`${from}-01`), dayjs(`${to}-01`)]}
      onChange={(range) => {
        const [first, last] = range ?? [];
        if (first && last) onChange(first.format('YYYY-MM'), last.format('YYYY-MM'));
      }}
      aria-label={label}
      style={{ width: 220 }}
    />
  );
}
