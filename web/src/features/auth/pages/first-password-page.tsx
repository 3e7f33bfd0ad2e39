import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession, useSessionActions } from '@/lib/session';
import { AuthFrame } from '../components/auth-frame';
import { PasswordForm } from '../components/password-form';

/** After signing in with a temporary password: nothing else works until it is changed. */
export function FirstPasswordPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const { logout } = useSessionActions();
  return (
    <AuthFrame
      title={t('account.firstPassword')}
      text={t('account.firstPasswordText', { name: session?.user.name ?? '' })}
    >
      <PasswordForm size="large" onDone={() => void navigate({ to: '/', replace: true })} />
      <Button
        type="link"
        style={{ marginTop: 12, paddingInline: 0 }}
        onClick={() => void logout().then(() => navigate({ to: '/login' }))}
      >
        {t('shell.signOut')}
      </Button>
    </AuthFrame>
  );
}
