import type { ReactNode } from 'react';
import { useCan } from '@/lib/permissions';

/** Shows its children only to people who may. */
export function Can({
  permission,
  children,
  otherwise = null,
}: {
  permission: string;
  children: ReactNode;
  otherwise?: ReactNode;
}) {
  return useCan()(permission) ? children : otherwise;
}
