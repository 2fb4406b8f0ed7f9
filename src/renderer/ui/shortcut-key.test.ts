import { describe, expect, it } from 'vitest';
import { shortcutKey } from './shortcut-key';

describe('shortcutKey', () => {
  it.each([
    ['b', 'KeyB', 'b', 'Latin'],
    ['B', 'KeyB', 'b', 'Latin with Caps Lock'],
    ['и', 'KeyB', 'b', 'Cyrillic'],
    ['И', 'KeyB', 'b', 'Cyrillic with Shift'],
    ['β', 'KeyB', 'b', 'Greek'],
    ['נ', 'KeyB', 'b', 'Hebrew'],
    ['لا', 'KeyB', 'b', 'Arabic, where one key writes two letters'],
    ['ิ', 'KeyB', 'b', 'Thai, where it writes a mark'],
    ['ㅠ', 'KeyB', 'b', 'Korean'],
    ['ס', 'KeyX', 'x', 'Hebrew'],
    ['б', 'Comma', ',', 'Cyrillic'],
    ['a', 'KeyQ', 'a', 'AZERTY'],
    ['x', 'KeyB', 'x', 'Dvorak'],
    [',', 'KeyM', ',', 'AZERTY'],
    ['ı', 'KeyI', 'ı', 'Turkish'],
    ['é', 'Digit2', 'é', 'AZERTY'],
    ['х', 'BracketLeft', 'х', 'Cyrillic, where Latin has no letter'],
    ['Enter', 'Enter', 'enter', 'any'],
    [';', 'KeyQ', ';', 'Greek'],
  ])('takes %s at %s for %s (%s)', (key, code, expected) => expect(shortcutKey({ key, code })).toBe(expected));
});
