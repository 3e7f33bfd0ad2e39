import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImportKind } from '../api';
import { optionsFor, withOption, type Options, type OptionSpec } from '../lib/options';
import styles from './import.module.css';

/** The choices of a kind of import; the one a refusal asked for stands out. */
export function OptionFields(props: {
  kind: ImportKind;
  about: OptionSpec['about'];
  values: Options;
  asked?: string;
  /** Names of sheets, when they are known. */
  sheets?: readonly string[];
  disabled?: boolean;
  onChange: (values: Options) => void;
}) {
  return (
    <div className={styles.options}>
      {optionsFor(props.kind, props.about).map((spec) => (
        <OptionField
          key={spec.key}
          spec={spec}
          value={props.values[spec.key] ?? ''}
          asked={spec.key === props.asked}
          sheets={spec.key === 'sheet' ? (props.sheets ?? []) : []}
          disabled={!!props.disabled}
          onChange={(value) => props.onChange(withOption(props.values, spec, value))}
        />
      ))}
    </div>
  );
}

function OptionField(props: {
  spec: OptionSpec;
  value: string;
  asked: boolean;
  sheets: readonly string[];
  disabled: boolean;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const { spec, value } = props;
  const label = t(`imports.option.${spec.key}.label`);
  const wordOf = (choice: string) =>
    t([`imports.option.${spec.key}.${choice === '' ? 'auto' : choice}`, ''], {
      defaultValue: choice,
    });
  return (
    <label className={styles.option} data-asked={props.asked}>
      <span>{label}</span>
      {spec.choices ? (
        <Select
          aria-label={label}
          disabled={props.disabled}
          value={value || spec.choices[0]}
          onChange={props.onChange}
          options={spec.choices.map((choice) => ({ value: choice, label: wordOf(choice) }))}
        />
      ) : props.sheets.length > 0 ? (
        <Select
          aria-label={label}
          disabled={props.disabled}
          value={value || null}
          placeholder={t('imports.chooseSheet')}
          onChange={props.onChange}
          options={props.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
        />
      ) : (
        <Input
          key={value}
          aria-label={label}
          disabled={props.disabled}
          defaultValue={value}
          inputMode={spec.input === 'number' ? 'numeric' : 'text'}
          placeholder={wordOf('')}
          onBlur={(e) => props.onChange(e.target.value)}
          onPressEnter={(e) => props.onChange(e.currentTarget.value)}
        />
      )}
      <span className={styles.quiet}>
        {t(`imports.option.${spec.key}.help`, { defaultValue: '' })}
      </span>
    </label>
  );
}
