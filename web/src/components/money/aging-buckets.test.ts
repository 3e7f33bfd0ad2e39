import { describe, expect, it } from 'vitest';
import i18n from 'i18next';
import zhCN from '@/locales/zh-CN';
import { bucketColour, bucketLabel, type AgingBasis } from './aging-buckets';

const texts = i18n.createInstance();
await texts.init({ lng: 'zh-CN', resources: { 'zh-CN': { translation: zhCN } } });

describe('age buckets', () => {
  it('are named by their edges', () => {
    const label = (from: number | null, to: number | null, basis: AgingBasis) =>
      bucketLabel(texts.t, { from, to }, basis);
    expect(label(null, 0, 'overdue')).toBe('未到期');
    expect(label(31, 60, 'overdue')).toBe('31–60 天');
    expect(label(366, null, 'overdue')).toBe('365 天以上');
    expect(label(0, 1, 'document')).toBe('1 年以内');
    expect(label(1, 2, 'document')).toBe('1–2 年');
    expect(label(5, null, 'document')).toBe('5 年以上');
  });
  it('have a colour each, the last one for whatever comes after', () => {
    expect(bucketColour(['a', 'b'], 0)).toBe('a');
    expect(bucketColour(['a', 'b'], 5)).toBe('b');
  });
});
