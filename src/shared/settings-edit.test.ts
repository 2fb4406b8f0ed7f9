import { describe, expect, it } from 'vitest';
import { defaultSettings, maxRecentEmoji, type Settings } from './settings';
import { editedSettings } from './settings-edit';

/** Made one after another, each out of the same old state. */
function inTurn(start: Partial<Settings>, ...edits: readonly ((shown: Settings) => Partial<Settings>)[]): Settings {
  const shown = { ...defaultSettings, ...start };
  return edits.reduce<Settings>((now, edit) => {
    const changes = edit(shown);
    const names = Object.keys(changes) as (keyof Settings)[];
    const seen: Partial<Settings> = Object.fromEntries(names.map((name) => [name, shown[name]]));
    return { ...now, ...editedSettings(now, { changes, seen }) };
  }, shown);
}
const bold = { bold: true, italic: false, underline: false, strike: false };
const italic = { ...bold, bold: false, italic: true };
const lee = 'sip:lee@example.com' as const;
const kim = 'sip:kim@example.com' as const;
const profile = (user: string, name = '') => ({ name, server: 'im.example.com', user, signInMethod: 'forms' as const });

describe('two changes out of the same old state', () => {
  it.each<[string, Partial<Settings>, readonly ((shown: Settings) => Partial<Settings>)[], Partial<Settings>]>([
    [
      'take out two days',
      { quietHoursDays: [0, 1, 2, 3] },
      [1, 3].map((day) => (now) => ({ quietHoursDays: now.quietHoursDays.filter((each) => each !== day) })),
      { quietHoursDays: [0, 2] },
    ],
    [
      'put in two languages',
      { spellCheckLanguages: ['de'] },
      ['en', 'fi'].map((tag) => (now) => ({ spellCheckLanguages: [...now.spellCheckLanguages, tag] })),
      { spellCheckLanguages: ['de', 'en', 'fi'] },
    ],
    [
      'put in one and take out another',
      { recentEmoji: ['a', 'b'] },
      [() => ({ recentEmoji: ['b'] }), () => ({ recentEmoji: ['c', 'a', 'b'] })],
      { recentEmoji: ['c', 'b'] },
    ],
    [
      'give two people a look',
      { messageStyles: [{ uri: lee, style: bold }] },
      [
        () => ({ messageStyles: [{ uri: lee, style: italic }] }),
        (now) => ({ messageStyles: [{ uri: kim, style: bold }, ...now.messageStyles] }),
      ],
      {
        messageStyles: [
          { uri: kim, style: bold },
          { uri: lee, style: italic },
        ],
      },
    ],
    [
      'give one person two looks, of which the later counts',
      { messageStyles: [{ uri: lee, style: bold }] },
      [
        () => ({ messageStyles: [{ uri: lee, style: italic }] }),
        () => ({ messageStyles: [{ uri: lee, style: { ...bold, strike: true } }] }),
      ],
      { messageStyles: [{ uri: lee, style: { ...bold, strike: true } }] },
    ],
    [
      'rename an account and remove another',
      { profiles: [profile('dana'), profile('kim')] },
      [() => ({ profiles: [profile('dana', 'Work'), profile('kim')] }), () => ({ profiles: [profile('dana')] })],
      { profiles: [profile('dana', 'Work')] },
    ],
    [
      'set two parts of a look',
      { messageStyle: bold },
      [() => ({ messageStyle: { ...bold, strike: true } }), () => ({ messageStyle: { ...bold, bold: false } })],
      { messageStyle: { ...bold, bold: false, strike: true } },
    ],
    [
      'set a way to servers, whose parts belong together',
      { proxy: { mode: 'fixed', address: 'a.example.com:3128' } },
      [
        () => ({ proxy: { mode: 'none', address: 'a.example.com:3128' } }),
        () => ({ proxy: { mode: 'fixed', address: 'b.example.com:3128' } }),
      ],
      { proxy: { mode: 'fixed', address: 'b.example.com:3128' } },
    ],
    ['set the same', { theme: 'light' }, [() => ({ theme: 'dark' }), () => ({ theme: 'system' })], { theme: 'system' }],
  ])('%s', (_, start, edits, expected) => {
    expect(inTurn(start, ...edits)).toMatchObject(expected);
  });

  it('never make a list longer than it may be', () => {
    const full = Array.from({ length: maxRecentEmoji }, (_, index) => `e${index}`);
    const { recentEmoji } = inTurn(
      { recentEmoji: full },
      () => ({ recentEmoji: ['x', ...full.slice(0, -1)] }),
      () => ({ recentEmoji: ['y', ...full.slice(0, -1)] }),
    );
    expect(recentEmoji).toHaveLength(maxRecentEmoji);
    expect(recentEmoji.slice(0, 3)).toEqual(['x', 'y', 'e0']);
  });
});

it('is the whole value where nobody says what was seen', () => {
  const now = { ...defaultSettings, quietHoursDays: [1] };
  expect(editedSettings(now, { changes: { quietHoursDays: [2] } })).toEqual({ quietHoursDays: [2] });
});
