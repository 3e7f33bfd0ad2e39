import { Form, type FormInstance } from 'antd';
import { useTranslation } from 'react-i18next';
import { DateInput } from '@/components/form/date-range';
import { today, type RangePreset } from '@/lib/dates';
import { periodOf } from '../lib/statement';

const PRESETS: readonly RangePreset[] = ['lastMonth', 'thisMonth', 'thisQuarter', 'thisYear'];

/** First and last day, with the usual periods a click away. */
export function PeriodFields<Values extends { from: string; to: string }>({
  form,
}: {
  form: FormInstance<Values>;
}) {
  const { t } = useTranslation();
  const choose = (preset: RangePreset) => form.setFieldsValue(periodOf(preset, today()) as never);
  const rules = [
    { required: true, message: t('errors.fields.required') },
    {
      validator: (_: unknown, to?: string) =>
        to && String(form.getFieldValue('from' as never) ?? '') > to
          ? Promise.reject(new Error(t('statements.periodOrder')))
          : Promise.resolve(),
    },
  ];
  return (
    <>
      <Form.Item name="from" label={t('statements.col.from')} rules={rules.slice(0, 1)}>
        <DateInput allowClear={false} aria-label={t('statements.col.from')} />
      </Form.Item>
      <Form.Item name="to" label={t('statements.col.to')} rules={rules} dependencies={['from']}>
        <DateInput allowClear={false} aria-label={t('statements.col.to')} />
      </Form.Item>
      <div
        style={{
          gridColumn: '1/-1',
          display: 'flex',
          gap: 6,
          flexWrap: 'wrap',
          margin: '-12px 0 16px',
        }}
      >
        {PRESETS.map((preset) => (
          <button key={preset} type="button" className="jq-chip" onClick={() => choose(preset)}>
            {t(`common.range.${preset}`)}
          </button>
        ))}
      </div>
    </>
  );
}
