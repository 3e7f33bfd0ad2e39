import { useQuery } from '@tanstack/react-query';
import { Button, Form, InputNumber, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/money/amount-input';
import { useFieldErrors } from '@/components/form/use-field-errors';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { http } from '@/lib/http';
import { useCan } from '@/lib/permissions';
import { createKeys } from '@/lib/query-keys';
import { useCommand } from '@/lib/use-command';

interface Rules {
  unfooted: 'mark' | 'refuse';
  automatic: 'off' | 'exact';
  short_cap: string;
  short_permille: number;
  currency: string;
  version: number;
}

const keys = createKeys('receipt-rules');

/** What the company allows with bank statements and receipts. */
export function RulesForm() {
  const query = useQuery({
    queryKey: keys.all,
    queryFn: ({ signal }) => http.get<Rules>('/receipt-rules', undefined, signal),
  });
  if (query.error) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  return query.data ? <Fields key={query.data.version} rules={query.data} /> : null;
}

function Fields({ rules }: { rules: Rules }) {
  const { t } = useTranslation();
  const can = useCan();
  const [form] = Form.useForm<Rules>();
  const save = useCommand({
    run: (given: Omit<Rules, 'currency' | 'version'>, key) =>
      http.put('/receipt-rules', given, { key, version: rules.version }),
    invalidates: [keys.all],
    success: t('desk.rules.saved'),
  });
  useFieldErrors(form, save.problem);
  const readOnly = !can('settings.write');
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={rules}
      disabled={readOnly}
      onFinish={({ unfooted, automatic, short_cap, short_permille }) =>
        save.run({ unfooted, automatic, short_cap, short_permille })
      }
    >
      <Form.Item
        name="automatic"
        label={t('desk.rules.automatic')}
        extra={t('desk.rules.automaticHelp')}
      >
        <Radio.Group
          options={(['off', 'exact'] as const).map((value) => ({
            value,
            label: t(`desk.rules.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="unfooted" label={t('desk.rules.unfooted')}>
        <Radio.Group
          options={(['mark', 'refuse'] as const).map((value) => ({
            value,
            label: t(`desk.rules.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="short_cap"
        label={t('desk.rules.shortCap')}
        extra={t('desk.rules.shortHelp')}
      >
        <AmountInput currency={rules.currency} />
      </Form.Item>
      <Form.Item name="short_permille" label={t('desk.rules.shortPermille')}>
        <InputNumber min={0} max={500} precision={0} suffix="‰" style={{ width: 160 }} />
      </Form.Item>
      <ProblemAlert error={save.problem} hideFields onClose={save.reset} />
      {!readOnly && (
        <Button type="primary" htmlType="submit" loading={save.pending}>
          {t('common.save')}
        </Button>
      )}
    </Form>
  );
}
