import { describe, expect, it } from 'vitest';
import { chordOf } from './hotkeys';
import { parseEvent } from './live';
import { grants } from './permissions';
import { resourcesOf } from './query-keys';
import { isUscc } from './uscc';

describe('permissions', () => {
  it('grants by name, area and everything', () => {
    expect(grants(['orders.write'], 'orders.write')).toBe(true);
    expect(grants(['orders.*'], 'orders.write')).toBe(true);
    expect(grants(['*'], 'users.write')).toBe(true);
    expect(grants(['orders.read'], 'orders.write')).toBe(false);
    expect(grants([], undefined)).toBe(true);
  });
});

describe('live events', () => {
  it('reads events and drops noise', () => {
    expect(
      parseEvent('{"seq":4,"subject_type":"order","subject_id":"ord_1","kind":"order.confirmed"}'),
    ).toEqual({ seq: 4, subject_type: 'order', subject_id: 'ord_1', kind: 'order.confirmed' });
    expect(parseEvent('{}')).toBeNull();
    expect(parseEvent('ping')).toBeNull();
  });
  it('knows what shows a subject', () => {
    expect(resourcesOf('order')).toContain('deliveries');
    expect(resourcesOf('price_list')).toEqual(['price-lists', 'worklist', 'dashboard']);
  });
});

describe('keys', () => {
  const key = (k: string, more = {}) =>
    chordOf({ key: k, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
  it('names chords the same on every keyboard', () => {
    expect(key('k', { ctrlKey: true })).toBe('mod+k');
    expect(key('K', { metaKey: true, shiftKey: true })).toBe('mod+shift+k');
    expect(key('?', { shiftKey: true })).toBe('?');
    expect(key('ArrowDown')).toBe('down');
    expect(key(' ')).toBe('space');
  });
});

describe('credit code', () => {
  it('checks the last character', () => {
    expect(isUscc('91350100M000100Y43')).toBe(true);
    expect(isUscc('91350100m000100y43')).toBe(true);
    expect(isUscc('91350100M000100Y44')).toBe(false);
    expect(isUscc('9135')).toBe(false);
  });
});
