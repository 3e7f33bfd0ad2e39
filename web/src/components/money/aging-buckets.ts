import type { TFunction } from 'i18next';

/** Days overdue, or years since the document's date; `to` of the last bucket is open. */
export interface AgingBucket {
  from: number | null;
  to: number | null;
}

export type AgingBasis = 'overdue' | 'document';

/** "未到期", "31–60 天", "365 天以上"; by document "1 年以内", "1–2 年". */
export function bucketLabel(t: TFunction, bucket: AgingBucket, basis: AgingBasis): string {
  const { from, to } = bucket;
  if (basis === 'overdue') {
    if (from === null) return t('aging.bucket.notDue');
    if (to === null) return t('aging.bucket.daysOver', { days: from - 1 });
    return t('aging.bucket.days', { from, to });
  }
  if (to === null) return t('aging.bucket.yearsOver', { years: from ?? 0 });
  if (!from) return t('aging.bucket.yearsUnder', { years: to });
  return t('aging.bucket.years', { from, to });
}

/** The place of a bucket on the seven-step colour scale; scales with fewer buckets skip none at the start. */
export function bucketColour(scale: readonly string[], index: number): string {
  return scale[Math.min(index, scale.length - 1)] ?? 'currentColor';
}
