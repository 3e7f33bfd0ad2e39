import { Form, Input, InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/components/form/form-dialog';
import { http } from '@/lib/http';
import { useCommand } from '@/lib/use-command';
import { termsKeys, type Terms } from '../api';
import {
  countsMonths,
  daysInName,
  EMPTY_RULE,
  EVENTS,
  ROLLS,
  RULE_KINDS,
  ruleDraft,
  ruleText,
  type RuleDraft,
} from '../lib/terms-rule';
import styles from './settings.module.css';
import { Readings, RulePreview } from './terms-preview';

interface Values extends RuleDraft {
  code: string;
  name: string;
  active?: boolean;
}

/** A payment term in words and figures, with the dates it leads to before it is saved. */
export function TermsDialog({
  edited,
  onClose,
}: {
  edited: Terms | 'new' | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const now = edited === 'new' ? null : edited;
  const watched = Form.useWatch((values: Values) => values, form) as Values | undefined;
  const draft: RuleDraft = { ...EMPTY_RULE, ...(now ? ruleDraft(now.rule) : {}), ...watched };
  const rule = ruleText(draft);
  const named = daysInName(watched?.name ?? '');
  const save = useCommand({
    run: ({ code, name, active, ...values }: Values, key) => {
      const body = {
        code: code.trim(),
        name: name.trim(),
        rule: ruleText({ ...EMPTY_RULE, ...values }) ?? '',
      };
      return now
        ? http.patch(`/terms/${now.id}`, { ...body, active }, { key, version: now.version })
        : http.post('/terms', body, { key });
    },
    invalidates: [termsKeys.all],
    success: t('common.saved'),
    onSuccess: onClose,
  });
  const required = [{ required: true, whitespace: true, message: t('errors.fields.required') }];
  return (
    <FormDialog<Values>
      open={edited !== null}
      title={now ? `${now.code} ${now.name}` : t('settings.terms.new')}
      width={640}
      command={save}
      form={form}
      initial={
        now
          ? { ...ruleDraft(now.rule), code: now.code, name: now.name, active: now.active }
          : EMPTY_RULE
      }
      blocked={rule === null}
      onClose={onClose}
    >
      <div className={styles.rule}>
        <Form.Item name="name" label={t('fields.name')} rules={required}>
          <Input
            maxLength={60}
            autoFocus
            autoComplete="off"
            placeholder={t('settings.terms.nameHint')}
          />
        </Form.Item>
        <Form.Item name="code" label={t('fields.code')} rules={required}>
          <Input maxLength={20} autoComplete="off" placeholder="EOM30" />
        </Form.Item>
      </div>
      {named !== null && (
        <Readings
          days={named}
          chosen={rule}
          onChoose={(text) => form.setFieldsValue(ruleDraft(text))}
        />
      )}
      <RuleFields draft={draft} />
      {now && (
        <Form.Item name="active" label={t('settings.terms.offered')} valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
      <RulePreview rule={rule} />
    </FormDialog>
  );
}

function RuleFields({ draft }: { draft: RuleDraft }) {
  const { t } = useTranslation();
  const { kind } = draft;
  const number = (name: 'days' | 'months' | 'day', min: number, max: number) => (
    <Form.Item
      name={name}
      label={t(`settings.terms.${name}`)}
      rules={[{ required: true, message: t('errors.fields.required') }]}
    >
      <InputNumber min={min} max={max} precision={0} style={{ width: '100%' }} />
    </Form.Item>
  );
  return (
    <div className={styles.rule}>
      <Form.Item name="kind" label={t('settings.terms.kind')}>
        <Select
          options={RULE_KINDS.map((value) => ({
            value,
            label: t(`settings.terms.kinds.${value}`),
          }))}
        />
      </Form.Item>
      {kind === 'text' ? (
        <Form.Item
          name="text"
          label={t('settings.terms.rule')}
          extra={t('settings.terms.textHelp')}
          className={styles.wide}
        >
          <Input autoComplete="off" spellCheck={false} />
        </Form.Item>
      ) : (
        <>
          <Form.Item name="event" label={t('settings.terms.event')}>
            <Select
              options={EVENTS.map((value) => ({
                value,
                label: t(`settings.terms.events.${value}`),
              }))}
            />
          </Form.Item>
          {(kind === 'net' || kind === 'work' || kind === 'eom') && number('days', 0, 3650)}
          {(kind === 'month_end' || kind === 'month_day') && number('months', 0, 120)}
          {kind === 'month_day' && number('day', 1, 31)}
          {countsMonths(kind) && (
            <Form.Item
              name="cutOff"
              label={t('settings.terms.cutOff')}
              extra={t('settings.terms.cutOffHelp')}
            >
              <InputNumber min={1} max={31} precision={0} style={{ width: '100%' }} />
            </Form.Item>
          )}
          <Form.Item name="roll" label={t('settings.terms.roll')}>
            <Select
              options={ROLLS.map((value) => ({
                value,
                label: t(`settings.terms.rolls.${value}`),
              }))}
            />
          </Form.Item>
        </>
      )}
    </div>
  );
}
