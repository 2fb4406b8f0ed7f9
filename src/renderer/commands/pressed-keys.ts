// The chord of keys that are pressed, on whatever keyboard: what `match-chord.ts` would find again. Pure.
import { hasOwnKey, type Chord } from '../../shared/commands/chord';
import { shortcutKey } from '../ui/shortcut-key';
import { isChoosingSigns, type PressedKeys } from './match-chord';

const heldAlone: ReadonlySet<string> = new Set([
  'Control',
  'Shift',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'NumLock',
  'Fn',
  'Dead',
  'Process',
  'Unidentified',
]);

/** Undefined: none yet, others are still to come; or held to write a sign, or with the key of the system. */
export function chordOfKeys(event: PressedKeys, platform: string): Chord | undefined {
  const isMac = platform === 'darwin';
  if (heldAlone.has(event.key) || isChoosingSigns(event)) return undefined;
  if (!isMac && (event.metaKey || event.getModifierState('AltGraph'))) return undefined;
  const key = keyOf(event);
  return {
    mod: isMac ? event.metaKey : event.ctrlKey,
    ctrl: isMac && event.ctrlKey,
    alt: event.altKey,
    shift: event.shiftKey && hasOwnKey(key),
    key,
  };
}

function keyOf(event: PressedKeys): string {
  const digit = /^(?:Digit|Numpad)([0-9])$/u.exec(event.code)?.[1];
  if (digit !== undefined && (event.key.length === 1 || event.shiftKey)) return digit;
  if (event.key === ' ') return 'Space';
  if (event.key === '+') return 'Plus';
  return event.key.length === 1 ? shortcutKey(event).toUpperCase() : event.key;
}
