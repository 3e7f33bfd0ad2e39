import { useSyncExternalStore } from 'react';
import { usePreference } from '@/lib/preferences';
import { PALETTES, type Palette, type ThemeChoice, type ThemeName } from './palette';

const darkQuery = () => window.matchMedia('(prefers-color-scheme: dark)');

function useSystemDark(): boolean {
  return useSyncExternalStore(
    (listen) => {
      const query = darkQuery();
      query.addEventListener('change', listen);
      return () => query.removeEventListener('change', listen);
    },
    () => darkQuery().matches,
  );
}

export function useThemeChoice(): [ThemeChoice, (choice: ThemeChoice) => void] {
  return usePreference<ThemeChoice>('theme', 'system');
}

export function useThemeName(): ThemeName {
  const [choice] = useThemeChoice();
  const systemDark = useSystemDark();
  if (choice === 'system') return systemDark ? 'dark' : 'light';
  return choice;
}

export function usePalette(): Palette {
  return PALETTES[useThemeName()];
}
