import { useCallback, useSyncExternalStore } from 'react';
import { usePreference } from '@/lib/preferences';
import { PALETTES, type Palette, type ThemeChoice, type ThemeName } from './palette';

function useMedia(text: string): boolean {
  return useSyncExternalStore(
    useCallback(
      (listen) => {
        const query = window.matchMedia(text);
        query.addEventListener('change', listen);
        return () => query.removeEventListener('change', listen);
      },
      [text],
    ),
    () => window.matchMedia(text).matches,
  );
}

/** Whether the person asked the system for less movement. */
export const useReducedMotion = (): boolean => useMedia('(prefers-reduced-motion: reduce)');

export function useThemeChoice(): [ThemeChoice, (choice: ThemeChoice) => void] {
  return usePreference<ThemeChoice>('theme', 'system');
}

export function useThemeName(): ThemeName {
  const [choice] = useThemeChoice();
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  if (choice === 'system') return systemDark ? 'dark' : 'light';
  return choice;
}

export function usePalette(): Palette {
  return PALETTES[useThemeName()];
}
