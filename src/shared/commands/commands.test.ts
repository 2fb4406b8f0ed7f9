import { describe, expect, it } from 'vitest';
import { english } from '../locales/catalogue';
import { acceleratorOf, ariaOf, chordText, parseChord, sameOn } from './chord';
import { areas, chordsOf, commands, places, type Actor } from './commands';

const platforms = ['darwin', 'linux', 'win32'] as const;
/** These act wherever the focus is; the others only where it is on their kind of element. */
const alwaysThere: ReadonlySet<Actor> = new Set(['page', 'menu', 'system']);

describe('the table of commands', () => {
  it.each(platforms.flatMap((platform) => places.map((place) => [platform, place] as const)))(
    'has no two commands with one chord on %s in %s',
    (platform, place) => {
      const here = commands.filter((command) => command.places.includes(place));
      for (const focus of ['text', 'list', 'thread'] as const) {
        const taken = new Map<string, string>();
        for (const command of here.filter(({ by }) => alwaysThere.has(by) || by === focus)) {
          for (const chord of chordsOf(command, platform).map((each) => sameOn(platform, each))) {
            expect(taken.get(chord), `${chord} of ${command.id}`).toBeUndefined();
            taken.set(chord, command.id);
          }
        }
      }
    },
  );

  it('asks nowhere for Ctrl and Alt together, which is how some systems tell AltGr', () => {
    for (const command of commands) {
      for (const platform of ['linux', 'win32']) {
        for (const { mod, ctrl, alt } of chordsOf(command, platform)) {
          expect((mod || ctrl) && alt, command.id).toBe(false);
        }
      }
    }
  });

  it('has a name for every command and a heading for every area', () => {
    for (const { id } of commands) expect(english).toHaveProperty(`commands.names.${id}`, expect.stringMatching(/\S/u));
    for (const area of areas) expect(english).toHaveProperty(`commands.areas.${area}`, expect.stringMatching(/\S/u));
    expect(new Set(commands.map(({ area }) => area))).toEqual(new Set(areas));
  });
});

describe('a chord', () => {
  it.each([
    ['Mod+Shift+H', 'CmdOrCtrl+Shift+H', 'Control+Shift+H', 'Ctrl+Shift+H', '⇧⌘H'],
    ['Alt+ArrowUp', 'Alt+Up', 'Alt+ArrowUp', 'Alt+↑', '⌥↑'],
    ['Shift+Escape', 'Shift+Esc', 'Shift+Escape', 'Shift+Esc', '⇧⎋'],
    ['Mod+Plus', 'CmdOrCtrl+Plus', 'Control+Plus', 'Ctrl+Plus', '⌘+'],
    ['Mod+/', 'CmdOrCtrl+/', 'Control+/', 'Ctrl+/', '⌘/'],
    ['F6', 'F6', 'F6', 'F6', 'F6'],
  ])('%s is written as each reader needs it', (text, accelerator, aria, plain, mac) => {
    const chord = parseChord(text);
    const nameOf = (name: string): string => ({ Escape: 'Esc' })[name] ?? name;
    expect(acceleratorOf(chord)).toBe(accelerator);
    expect(ariaOf(chord, 'linux')).toBe(aria);
    expect(chordText(chord, 'linux', nameOf)).toBe(plain);
    expect(chordText(chord, 'darwin', nameOf)).toBe(mac);
  });

  it('is the same with and without Shift where that is only how a keyboard writes the sign', () => {
    const on = (text: string, platform: string): string => sameOn(platform, parseChord(text));
    expect(on('Mod+Shift+/', 'linux')).toBe(on('Ctrl+/', 'linux'));
    expect(on('Mod+Shift+K', 'linux')).not.toBe(on('Mod+K', 'linux'));
    expect(on('Mod+K', 'darwin')).not.toBe(on('Ctrl+K', 'darwin'));
  });

  it('that cannot be read is refused', () => {
    for (const text of ['', 'Mod+', 'Control+K', '+']) expect(() => parseChord(text)).toThrow();
  });
});
