// Whether keys that were pressed are a chord, on whatever keyboard. Pure.
import { hasOwnKey, type Chord } from '../../shared/commands/chord';
import { chordsOf, commandOf, type CommandId } from '../../shared/commands/commands';
import { shortcutKey } from '../ui/shortcut-key';

export type PressedKeys = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'keyCode' | 'getModifierState'
>;

/** While an input method chooses signs all keys are its own; some systems tell it by 229 alone. */
export function isChoosingSigns({ isComposing, keyCode }: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return isComposing || keyCode === 229;
}

export function isPressed(chord: Chord, event: PressedKeys, platform: string): boolean {
  if (isChoosingSigns(event)) return false;
  const isMac = platform === 'darwin';
  // Held to write a sign. Windows tells it as Ctrl and Alt besides.
  if (!isMac && event.getModifierState('AltGraph')) return false;
  if (event.ctrlKey !== (chord.ctrl || (chord.mod && !isMac))) return false;
  if (event.metaKey !== (chord.mod && isMac)) return false;
  if (event.altKey !== chord.alt) return false;
  if (hasOwnKey(chord.key) && event.shiftKey !== chord.shift) return false;
  return isOn(chord.key, event);
}

/** Which chord of the command it is, or -1. */
export function pressedChord(id: CommandId, event: PressedKeys, platform: string): number {
  return chordsOf(commandOf(id), platform).findIndex((chord) => isPressed(chord, event, platform));
}

export function isCommandOn(id: CommandId, event: PressedKeys, platform: string): boolean {
  return pressedChord(id, event, platform) >= 0;
}

function isOn(key: string, event: PressedKeys): boolean {
  // Some keyboards write digits with Shift alone, and every one has them in this row.
  if (/^[0-9]$/u.test(key)) return event.key === key || event.code === `Digit${key}` || event.code === `Numpad${key}`;
  if (key === 'Space') return event.key === ' ';
  if (key === 'Plus') return event.key === '+';
  return key.length === 1 ? shortcutKey(event) === key.toLowerCase() : event.key === key;
}
