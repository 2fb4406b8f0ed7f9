// A chord: keys that are held together. Written `Mod+Shift+K`, where `Mod` is Cmd on a Mac and Ctrl elsewhere, and the last part is
// what the key is called by the page (`ArrowUp`, `F6`, `/`); `Plus` for the sign that parts them. Pure.
import type { KeyOf } from '../locales/messages';
import type texts from '../locales/en/commands';

export interface Chord {
  readonly mod: boolean;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly key: string;
}

const modifiers: ReadonlySet<string> = new Set(['Mod', 'Ctrl', 'Alt', 'Shift']);

export function parseChord(text: string): Chord {
  const parts = text.split('+');
  const key = parts.pop() ?? '';
  if (key === '' || parts.some((part) => !modifiers.has(part))) throw new Error(`no chord: ${text}`);
  const has = (part: string): boolean => parts.includes(part);
  return { mod: has('Mod'), ctrl: has('Ctrl'), alt: has('Alt'), shift: has('Shift'), key };
}

/** A letter or a name, as opposed to a sign that some keyboards write with Shift and others without. */
export function hasOwnKey(key: string): boolean {
  return /^[A-Z0-9]$/u.test(key) || key.length > 1;
}

/** Two chords of one text are pressed alike; what a sign needs to be written counts for nothing. */
export function sameOn(platform: string, chord: Chord): string {
  const isMac = platform === 'darwin';
  const { mod, ctrl, alt, shift, key } = chord;
  const held = [
    ctrl || (mod && !isMac) ? 'Ctrl' : '',
    mod && isMac ? 'Cmd' : '',
    alt ? 'Alt' : '',
    shift && hasOwnKey(key) ? 'Shift' : '',
  ];
  return [...held.filter(Boolean), key].join('+');
}

const acceleratorKeys: Readonly<Record<string, string>> = {
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  Escape: 'Esc',
};

/** As Electron's menus write it. */
export function acceleratorOf({ mod, ctrl, alt, shift, key }: Chord): string {
  const held = [mod && 'CmdOrCtrl', ctrl && 'Ctrl', alt && 'Alt', shift && 'Shift'];
  return [...held.filter(Boolean), acceleratorKeys[key] ?? key].join('+');
}

/** For `aria-keyshortcuts`, which has one language. */
export function ariaOf({ mod, ctrl, alt, shift, key }: Chord, platform: string): string {
  const held = [mod && (platform === 'darwin' ? 'Meta' : 'Control'), ctrl && 'Control', alt && 'Alt', shift && 'Shift'];
  return [...held.filter(Boolean), key].join('+');
}

export type KeyName = KeyOf<(typeof texts)['keys']>;
const namedKeys: ReadonlySet<string> = new Set<KeyName>([
  'Escape',
  'Enter',
  'Plus',
  'Delete',
  'Home',
  'End',
  'Space',
  'PageUp',
  'PageDown',
  'ContextMenu',
]);
const arrows: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};
const macSigns: Readonly<Record<string, string>> = { ...arrows, Escape: '⎋', Enter: '↩', Plus: '+', Delete: '⌦' };

/** As a person reads it: `Ctrl+K`, `⌘K`. `nameOf` says what stands on a key in their language. */
export function chordText(chord: Chord, platform: string, nameOf: (name: KeyName) => string): string {
  const { mod, ctrl, alt, shift, key } = chord;
  const named = (name: string): string => arrows[name] ?? (namedKeys.has(name) ? nameOf(name as KeyName) : name);
  if (platform === 'darwin') {
    return [ctrl && '⌃', alt && '⌥', shift && '⇧', mod && '⌘', macSigns[key] ?? named(key)].filter(Boolean).join('');
  }
  const held = [(mod || ctrl) && nameOf('Ctrl'), alt && nameOf('Alt'), shift && nameOf('Shift')];
  return [...held.filter(Boolean), named(key)].join('+');
}
