import { describe, expect, it } from 'vitest';
import { writeChord } from '../../shared/commands/chosen-keys';
import { isPressed, type PressedKeys } from './match-chord';
import { chordOfKeys } from './pressed-keys';

type Press = Partial<Omit<PressedKeys, 'getModifierState'>> & { readonly altGraph?: boolean };
function press({ altGraph = false, ...part }: Press): PressedKeys {
  return {
    ...{ key: '', code: '', keyCode: 0, isComposing: false },
    ...{ ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
    ...part,
    getModifierState: (name) => name === 'AltGraph' && altGraph,
  };
}
const ctrl = { ctrlKey: true };
const shift = { shiftKey: true };

describe('the chord of pressed keys', () => {
  it.each<[string, Press, string]>([
    ['Mod+K', { ...ctrl, key: 'k', code: 'KeyK' }, 'linux'],
    ['Mod+Shift+K', { ...ctrl, ...shift, key: 'K', code: 'KeyK' }, 'linux'],
    ['Mod+K', { ...ctrl, key: 'л', code: 'KeyK' }, 'linux'],
    ['Mod+K', { metaKey: true, key: 'k', code: 'KeyK' }, 'darwin'],
    ['Ctrl+K', { ...ctrl, key: 'k', code: 'KeyK' }, 'darwin'],
    ['Mod+1', { ...ctrl, key: '1', code: 'Digit1' }, 'linux'],
    ['Mod+Shift+1', { ...ctrl, ...shift, key: '!', code: 'Digit1' }, 'win32'],
    ['Mod+/', { ...ctrl, ...shift, key: '/', code: 'Slash' }, 'linux'],
    ['Mod+Plus', { ...ctrl, key: '+', code: 'BracketRight' }, 'linux'],
    ['Alt+Shift+ArrowRight', { altKey: true, ...shift, key: 'ArrowRight', code: 'ArrowRight' }, 'linux'],
    ['Shift+F9', { ...shift, key: 'F9', code: 'F9' }, 'linux'],
    ['Space', { key: ' ', code: 'Space' }, 'linux'],
  ])('is %s, and found again', (text, part, platform) => {
    const event = press(part);
    const chord = chordOfKeys(event, platform)!;
    expect(writeChord(chord)).toBe(text);
    expect(isPressed(chord, event, platform)).toBe(true);
  });

  it.each<[string, Press, string]>([
    ['Ctrl alone', { ...ctrl, key: 'Control', code: 'ControlLeft' }, 'linux'],
    ['a dead key', { ...ctrl, key: 'Dead', code: 'Equal' }, 'linux'],
    ['a sign that is chosen', { key: 'k', keyCode: 229 }, 'linux'],
    ['AltGr', { ...ctrl, altKey: true, altGraph: true, key: '@', code: 'KeyQ' }, 'win32'],
    ['the key of the system', { metaKey: true, key: 'k', code: 'KeyK' }, 'win32'],
  ])('is not there yet with %s', (_, part, platform) => {
    expect(chordOfKeys(press(part), platform)).toBeUndefined();
  });
});
