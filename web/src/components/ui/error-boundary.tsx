import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiProblem, asProblem } from '@/lib/problem';
import { EmptyState } from './empty-state';
import { ProblemAlert } from './problem-alert';

interface Props {
  children: ReactNode;
  /** A change of this value clears the error (the address, usually). */
  resetKey?: string;
}

/** Keeps one broken part from taking the whole screen down. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error, info.componentStack);
  }

  override componentDidUpdate(before: Props) {
    if (before.resetKey !== this.props.resetKey && this.state.error) this.setState({ error: null });
  }

  override render() {
    if (!this.state.error) return this.props.children;
    return <CrashView error={this.state.error} onRetry={() => this.setState({ error: null })} />;
  }
}

export function CrashView({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation();
  if (error instanceof ApiProblem) {
    return (
      <div style={{ padding: 20 }}>
        {error.status === 404 ? (
          <EmptyState
            kind="missing"
            title={t('errors.codes.not_found.title')}
            text={t('errors.codes.not_found.help')}
            action={{ label: t('common.backHome'), run: () => window.location.assign('/') }}
          />
        ) : (
          <ProblemAlert error={error} onRetry={onRetry} />
        )}
      </div>
    );
  }
  return (
    <div style={{ padding: 20 }}>
      <EmptyState
        kind="missing"
        title={t('errors.crash.title')}
        text={
          <>
            {t('errors.crash.text')}
            <br />
            <code>{asProblem(error).detail}</code>
          </>
        }
        action={{ label: t('common.retry'), run: onRetry }}
      />
      <div style={{ textAlign: 'center' }}>
        <Button type="link" onClick={() => window.location.reload()}>
          {t('errors.crash.reload')}
        </Button>
      </div>
    </div>
  );
}
