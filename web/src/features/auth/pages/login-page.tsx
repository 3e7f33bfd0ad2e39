import { useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { useSessionActions } from '@/lib/session';
import { useCommand } from '@/lib/use-command';
import { AuthFrame } from '../components/auth-frame';
import { safeReturn } from '../lib/safe-return';

interface LoginForm {
  login: string;
  password: string;
}

export function LoginPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { return?: string; expired?: string };
  const { login } = useSessionActions();
  const signIn = useCommand({
    run: (form: LoginForm) => login(form.login.trim(), form.password),
    onSuccess: () => void navigate({ href: safeReturn(search.return), replace: true } as never),
  });
  return (
    <AuthFrame title={t('auth.title')}>
      <Form<LoginForm>
        layout="vertical"
        size="large"
        requiredMark={false}
        onFinish={(form) => signIn.run(form)}
      >
        {search.expired && !signIn.problem && (
          <Alert type="info" showIcon title={t('auth.expired')} style={{ marginBottom: 18 }} />
        )}
        {signIn.problem && (
          <div style={{ marginBottom: 18 }}>
            <ProblemAlert error={signIn.problem} />
          </div>
        )}
        <Form.Item
          name="login"
          label={t('auth.login')}
          rules={[{ required: true, whitespace: true, message: t('auth.loginRequired') }]}
        >
          <Input autoFocus autoComplete="username" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('auth.password')}
          rules={[{ required: true, message: t('auth.passwordRequired') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Button
          type="primary"
          htmlType="submit"
          block
          loading={signIn.pending}
          style={{ marginTop: 6 }}
        >
          {t('auth.submit')}
        </Button>
      </Form>
    </AuthFrame>
  );
}
