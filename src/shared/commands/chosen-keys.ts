// Keys of a person's own: which commands can have others, which chords they can have, and what is kept in the settings of that. A chord
// that two commands would want is given to none. Pure.
import type { Settings } from '../settings';
import { hasOwnKey, parseChord, sameOn, type Chord } from './chord';
import { chordsOf, commands, type ChosenChords, type Command, type CommandId } from './commands';

export type KeyRefusal =
  /**
   * `unusable`: no key to hold others with. `alone`: it writes, or does what it does everywhere. `altGr`: some systems tell that key by
   * Ctrl and Alt. `system`: never comes here. `editing`: moves or deletes in every text.
   */
  | { readonly kind: 'unusable' | 'alone' | 'altGr' | 'system' | 'editing' }
  | { readonly kind: 'taken'; readonly by: CommandId };

export function isChangeable({ by, isFixed }: Command): boolean {
  return !isFixed && (by === 'page' || by === 'menu' || by === 'text');
}

const functionKey = /^F(?:[1-9]|1\d|2[0-4])$/u;
const editingKeys: ReadonlySet<string> = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Insert',
  'Delete',
  'Backspace',
  'Enter',
]);
const signs: ReadonlySet<string> = new Set([...",.;:/\\-=[]'`<>?#*", 'Plus']);
const systemKeys = {
  darwin: ['Mod+H', 'Mod+Alt+H', 'Mod+`', 'Mod+Shift+3', 'Mod+Shift+4', 'Mod+Shift+5', 'Ctrl+Mod+Q'],
  others: ['Alt+F4', 'F10', 'Shift+F10'],
} as const;

/** Why the command cannot have it; undefined: it can. `chosen`: what others have. */
export function refusalOf(
  command: Command,
  chord: Chord,
  platform: string,
  chosen: ChosenChords,
): KeyRefusal | undefined {
  const isMac = platform === 'darwin';
  const { mod, ctrl, alt, key } = chord;
  const isFunction = functionKey.test(key);
  if (!isFunction && !editingKeys.has(key) && !signs.has(key) && !/^[A-Z0-9]$/u.test(key)) return { kind: 'unusable' };
  if (!isFunction && !mod && !ctrl && !alt) return { kind: 'alone' };
  if (!isMac && (mod || ctrl) && alt) return { kind: 'altGr' };
  const wanted = sameOn(platform, chord);
  const ofSystem = (isMac ? systemKeys.darwin : systemKeys.others).some(
    (each) => sameOn(platform, parseChord(each)) === wanted,
  );
  // Alt and a letter open a menu of the menu bar; on a Mac they write.
  if (ofSystem || (alt && !mod && !ctrl && !editingKeys.has(key) && !isFunction)) return { kind: 'system' };
  if (isMac ? editsOnMac(chord) : editsElsewhere(chord)) return { kind: 'editing' };
  const other = commands.find(
    (each) =>
      each.id !== command.id &&
      each.places.some((place) => command.places.includes(place)) &&
      chordsOf(each, platform, chosen).some((one) => sameOn(platform, one) === wanted),
  );
  return other && { kind: 'taken', by: other.id };
}

/** Ctrl with a letter is an editing key of every text field there, such as Ctrl+A and Ctrl+K. */
function editsOnMac({ mod, ctrl, alt, key }: Chord): boolean {
  if (editingKeys.has(key)) return !mod || !alt;
  return ctrl && !mod && !alt && /^[A-Z]$/u.test(key);
}

/** Alt+Backspace takes back what was typed. */
function editsElsewhere({ alt, key }: Chord): boolean {
  return editingKeys.has(key) && (!alt || key === 'Backspace');
}

export interface ReadKeys {
  readonly chosen: ChosenChords;
  /** Commands that have their usual keys again, as they were written. */
  readonly passedOver: readonly string[];
}

/** What can be used of what was kept: written by hand, by a later version, or on another system. The first one that wants a chord has it. */
export function readChosenKeys(kept: Settings['shortcuts'], platform: string): ReadKeys {
  const chosen = new Map<CommandId, Chord>();
  const passedOver = new Set<string>();
  for (const { command: name, keys } of kept) {
    const command = commands.find(({ id }) => id === name);
    const chord = chordIn(keys);
    if (command && chord && isChangeable(command) && !chosen.has(command.id)) chosen.set(command.id, chord);
    else passedOver.add(name);
  }
  // Whoever is passed over has its usual keys again, which another may have wanted.
  for (let goesOn = true; goesOn;) {
    goesOn = false;
    for (const [id, chord] of [...chosen].reverse()) {
      const command = commands.find((each) => each.id === id);
      if (command && refusalOf(command, chord, platform, chosen) === undefined) continue;
      chosen.delete(id);
      passedOver.add(id);
      goesOn = true;
    }
  }
  return { chosen, passedOver: [...passedOver] };
}

function chordIn(text: string): Chord | undefined {
  try {
    return parseChord(text);
  } catch {
    return undefined;
  }
}

/** As `parseChord` reads it. */
export function writeChord({ mod, ctrl, alt, shift, key }: Chord): string {
  const held = [mod && 'Mod', ctrl && 'Ctrl', alt && 'Alt', shift && hasOwnKey(key) && 'Shift'];
  return [...held.filter(Boolean), key].join('+');
}
