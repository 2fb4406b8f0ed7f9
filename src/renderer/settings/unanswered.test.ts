import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../shared/settings';
import { withUnanswered, withoutAnswered } from './unanswered';

describe('changes that were not answered yet', () => {
  it('count in the order in which they were made', () => {
    const shown = withUnanswered(defaultSettings, [
      { changes: { recentEmoji: ['a'] }, seen: { recentEmoji: [] } },
      { changes: { theme: 'dark' } },
      { changes: { recentEmoji: ['b', 'a'] }, seen: { recentEmoji: ['a'] } },
    ]);
    expect(shown).toMatchObject({ recentEmoji: ['b', 'a'], theme: 'dark', language: 'system' });
    expect(defaultSettings.recentEmoji).toEqual([]);
  });

  it('go by themselves, whatever comes back first', () => {
    const [first, again] = [{ changes: { hideOffline: true } }, { changes: { hideOffline: true } }];
    const left = withoutAnswered([first, again], again);
    expect(left).toHaveLength(1);
    expect(left[0]).toBe(first);
    expect(withUnanswered(defaultSettings, withoutAnswered(left, first))).toBe(defaultSettings);
  });

  it('lie over what was set elsewhere meanwhile', () => {
    const known = { ...defaultSettings, recentEmoji: ['other', 'a'] };
    const edit = { changes: { recentEmoji: ['b', 'a'] }, seen: { recentEmoji: ['a'] } };
    expect(withUnanswered(known, [edit]).recentEmoji).toEqual(['other', 'b', 'a']);
  });
});
