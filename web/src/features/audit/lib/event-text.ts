import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Kinds of records that events are about. */
export const SUBJECTS = [
  'customer',
  'product',
  'order',
  'delivery',
  'return',
  'invoice',
  'receipt',
  'allocation',
  'statement',
  'period',
  'import',
  'job',
  'user',
  'department',
  'token',
  'company',
  'terms',
  'bank_account',
] as const;

/** `order.confirmed` in words, as the timelines say it. */
export function useEventText(): (kind: string) => string {
  const { t } = useTranslation();
  return useCallback(
    (kind) => {
      const verb = kind.split('.').pop() ?? '';
      return t([`events.${kind}`, `events.${verb}`], { defaultValue: kind });
    },
    [t],
  );
}
