import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFieldErrors } from '@/components/form/use-field-errors';
import { ProblemAlert } from '@/components/ui/problem-alert';
import { sessionQuery, useSession } from '@/lib/session';
import { useCommand } from '@/lib/use-command';
import { changePassword, sessionKeys } from '../api';
import { PasswordStrength } from './password-strength';

interface Values {
  old_password: string;
  new_password: string;
  again: string;
}

/** Old and new password; the other sessions end with it. */
export function PasswordForm({
  onDone,
  size = 'middle',
}: {
  onDone?: () => void;
  size?: 'middle' | 'large';
}) {
  const { t } = useTranslation();
  const session = useSession();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const typed = Form.useWatch('new_password', form) ?? '';
  const change = useCommand({
    run: async ({ old_password, new_password }: Values, key) => {
      await changePassword(old_password, new_password, key);
      // What one may do changes with it; outside of the shell nobody else asks again.
      await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
    },
    invalidates: [sessionKeys.all],
    success: t('account.passwordChanged'),
    onSuccess: () => {
      form.resetFields();
      onDone?.();
    },
  });
  useFieldErrors(form, change.problem);
  const required = [{ required: true, message: t('auth.passwordRequired') }];
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      size={size}
      requiredMark={false}
      onFinish={change.run}
      style={{ maxWidth: 380 }}
    >
      <input
        type="text"
        hidden
        readOnly
        autoComplete="username"
        value={session?.user.login ?? ''}
      />
      <Form.Item name="old_password" label={t('account.oldPassword')} rules={required}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item name="new_password" label={t('account.newPassword')} rules={required}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <PasswordStrength password={typed} />
      <Form.Item
        name="again"
        label={t('auth.setup.again')}
        dependencies={['new_password']}
        rules={[
          ...required,
          ({ getFieldValue }) => ({
            validator: (_, value?: string) =>
              !value || value === getFieldValue('new_password')
                ? Promise.resolve()
                : Promise.reject(new Error(t('errors.fields.mismatch'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      {change.problem && (
        <div style={{ marginBottom: 16 }}>
          <ProblemAlert error={change.problem} />
        </div>
      )}
      <Button type="primary" htmlType="submit" loading={change.pending} block={size === 'large'}>
        {t('account.changePassword')}
      </Button>
    </Form>
  );
}
