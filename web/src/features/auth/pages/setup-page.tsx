import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { useFieldErrors } from '@/components/form/use-field-errors';
import { useSessionActions, type SetupBody } from '@/lib/session';
import { isUscc } from '@/lib/uscc';
import { useCommand } from '@/lib/use-command';
import { AuthFrame } from '../components/auth-frame';
import { PasswordStrength } from '../components/password-strength';
import styles from '../components/auth-frame.module.css';

type SetupForm = SetupBody & { again: string };

export function SetupPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [form] = Form.useForm<SetupForm>();
  const password = Form.useWatch('password', form) ?? '';
  const { setUp } = useSessionActions();
  const finish = useCommand({
    run: (values: SetupForm) => {
      const { uscc, ...body } = values;
      return setUp({
        token: body.token,
        company_name: body.company_name,
        accounting_standard: body.accounting_standard,
        login: body.login,
        name: body.name,
        password: body.password,
        ...(uscc ? { uscc: uscc.trim().toUpperCase() } : {}),
      });
    },
    onSuccess: () => void navigate({ to: '/', replace: true }),
  });
  const required = { required: true, whitespace: true, message: t('common.required') };

  useFieldErrors(form, finish.problem);

  return (
    <AuthFrame wide title={t('auth.setup.title')} text={t('auth.setup.text')}>
      <Form<SetupForm>
        form={form}
        layout="vertical"
        initialValues={{ accounting_standard: 'enterprise', login: 'admin' }}
        onFinish={(values) => finish.run(values)}
      >
        <Form.Item
          name="token"
          label={t('auth.setup.token')}
          extra={t('auth.setup.tokenHelp')}
          rules={[required]}
        >
          <Input autoFocus autoComplete="off" spellCheck={false} className="jq-num" />
        </Form.Item>

        <h2 className={styles.section}>{t('auth.setup.company')}</h2>
        <Form.Item name="company_name" label={t('auth.setup.companyName')} rules={[required]}>
          <Input placeholder={t('auth.setup.companyNameHint')} autoComplete="organization" />
        </Form.Item>
        <Form.Item
          name="uscc"
          label={t('auth.setup.uscc')}
          rules={[
            {
              validator: (_, v: string | undefined) =>
                !v || isUscc(v)
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('errors.fields.uscc'))),
            },
          ]}
          validateTrigger="onBlur"
        >
          <Input maxLength={18} className="jq-num" autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="accounting_standard"
          label={t('auth.setup.standard')}
          extra={t('auth.setup.standardHelp')}
        >
          <Radio.Group
            optionType="button"
            buttonStyle="solid"
            options={[
              { value: 'enterprise', label: t('auth.setup.standards.enterprise') },
              { value: 'small', label: t('auth.setup.standards.small') },
            ]}
          />
        </Form.Item>

        <h2 className={styles.section}>{t('auth.setup.admin')}</h2>
        <div className={styles.pair}>
          <Form.Item name="name" label={t('auth.setup.name')} rules={[required]}>
            <Input autoComplete="name" />
          </Form.Item>
          <Form.Item name="login" label={t('auth.login')} rules={[required]}>
            <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('auth.password')}
            rules={[required, { min: 10, message: t('auth.setup.passwordHelp') }]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Form.Item
            name="again"
            label={t('auth.setup.again')}
            dependencies={['password']}
            rules={[
              { required: true, message: t('common.required') },
              {
                validator: (_, v: string | undefined) =>
                  !v || v === password
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('errors.fields.mismatch'))),
              },
            ]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        </div>
        <PasswordStrength password={password} />
        {finish.problem && (
          <div style={{ marginBottom: 16 }}>
            <ProblemAlert error={finish.problem} hideFields />
          </div>
        )}
        <Button type="primary" size="large" htmlType="submit" block loading={finish.pending}>
          {t('auth.setup.submit')}
        </Button>
      </Form>
    </AuthFrame>
  );
}
