import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { AppProviders } from '@/app/providers';
import { initI18n } from '@/lib/i18n';

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('#root is missing in index.html');
  await initI18n();
  createRoot(root).render(
    <StrictMode>
      <AppProviders />
    </StrictMode>,
  );
}

void start();
