import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/ui/empty-state';
import { useDocumentTitle } from '@/components/ui/page';

export function NotFoundPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  useDocumentTitle(t('errors.notFoundPage.title'));
  return (
    <div style={{ minHeight: '100%', display: 'grid', placeItems: 'center' }}>
      <EmptyState
        kind="missing"
        title={t('errors.notFoundPage.title')}
        text={t('errors.notFoundPage.text')}
        action={{ label: t('common.backHome'), run: () => void navigate({ to: '/' }) }}
      />
    </div>
  );
}
