import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../shared/settings';
import { withUnanswered, withoutAnswered } from './unanswered';

describe('changes that were not answered yet', () => {
  it('count in the order in which they were made', () => {
    const changes = [{ recentEmoji: ['a'] }, { theme: 'dark' as const }, { recentEmoji: ['b', 'a'] }];
    const shown = withUnanswered(defaultSettings, changes);
    expect(shown).toMatchObject({ recentEmoji: ['b', 'a'], theme: 'dark', language: 'system' });
    expect(defaultSettings.recentEmoji).toEqual([]);
  });

  it('go by themselves, whatever comes back first', () => {
    const [first, again] = [{ hideOffline: true }, { hideOffline: true }];
    const left = withoutAnswered([first, again], again);
    expect(left).toHaveLength(1);
    expect(left[0]).toBe(first);
    expect(withUnanswered(defaultSettings, withoutAnswered(left, first))).toBe(defaultSettings);
  });
});
