import { describe, expect, it } from 'vitest';
import { parseChord } from '../../shared/commands/chord';
import { isPressed, type PressedKeys } from './match-chord';

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
const k = { key: 'k', code: 'KeyK' };

describe('isPressed', () => {
  it.each<[string, Press, string, boolean, string]>([
    ['Mod+K', { ...ctrl, ...k }, 'linux', true, 'plainly'],
    ['Mod+K', { ...ctrl, key: 'K', code: 'KeyK' }, 'linux', true, 'with Caps Lock'],
    ['Mod+K', { ...ctrl, key: 'л', code: 'KeyK' }, 'linux', true, 'on a Cyrillic keyboard'],
    ['Mod+K', { ...ctrl, key: 't', code: 'KeyK' }, 'linux', false, 'where Dvorak has a T'],
    ['Mod+K', { ...ctrl, ...k, shiftKey: true }, 'linux', false, 'with Shift'],
    ['Mod+K', { metaKey: true, ...k }, 'linux', false, 'with the Windows key'],
    ['Mod+K', { metaKey: true, ...k }, 'darwin', true, 'with Cmd on a Mac'],
    ['Mod+K', { ...ctrl, ...k }, 'darwin', false, 'with Ctrl on a Mac'],
    ['Mod+K', { ...ctrl, ...k, isComposing: true }, 'linux', false, 'while signs are chosen'],
    ['Mod+K', { ...ctrl, ...k, keyCode: 229 }, 'linux', false, 'while signs are chosen, told by 229'],
    ['Mod+K', { ...ctrl, ...k, altGraph: true }, 'win32', false, 'with AltGr'],
    ['Mod+K', { ...ctrl, ...k, altKey: true }, 'win32', false, 'with Ctrl and Alt'],
    ['Mod+1', { ...ctrl, key: '1', code: 'Digit1' }, 'linux', true, 'plainly'],
    ['Mod+1', { ...ctrl, key: '&', code: 'Digit1' }, 'linux', true, 'on AZERTY'],
    ['Mod+1', { ...ctrl, key: '1', code: 'Numpad1' }, 'linux', true, 'on the number pad'],
    ['Mod+1', { ...ctrl, key: '!', code: 'Digit1', shiftKey: true }, 'linux', false, 'with Shift'],
    ['Mod+/', { ...ctrl, key: '/', code: 'Slash' }, 'linux', true, 'plainly'],
    ['Mod+/', { ...ctrl, key: '/', code: 'Digit7', shiftKey: true }, 'linux', true, 'on a German keyboard'],
    ['Mod+/', { ...ctrl, key: '/', code: 'Digit7', altGraph: true }, 'linux', false, 'with AltGr'],
    ['Mod+,', { ...ctrl, key: 'б', code: 'Comma' }, 'linux', true, 'on a Cyrillic keyboard'],
    ['Alt+ArrowUp', { altKey: true, key: 'ArrowUp' }, 'linux', true, 'plainly'],
    ['Alt+ArrowUp', { altKey: true, ctrlKey: true, key: 'ArrowUp', altGraph: true }, 'win32', false, 'with AltGr'],
    ['Alt+ArrowUp', { altKey: true, shiftKey: true, key: 'ArrowUp' }, 'linux', false, 'with Shift'],
    ['Shift+Escape', { shiftKey: true, key: 'Escape' }, 'linux', true, 'plainly'],
    ['Escape', { shiftKey: true, key: 'Escape' }, 'linux', false, 'with Shift'],
    ['F6', { key: 'F6' }, 'linux', true, 'plainly'],
  ])('of %s by %j on %s is %s: %s', (chord, pressed, platform, expected) =>
    expect(isPressed(parseChord(chord), press(pressed), platform)).toBe(expected),
  );
});
