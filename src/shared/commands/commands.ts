// Everything that a key does, in one table: menus, the handlers of keys, the sheet of keys and the switcher read it and nothing else.
// What a command is called is `commands.names.<id>`. A test finds two commands that want one chord in one place.
import { parseChord, type Chord } from './chord';

/** What a window shows. */
export const places = [
  'main',
  'conversation',
  'invitation',
  'history',
  'diagnostics',
  'about',
  'settings',
  'guide',
] as const;
export type Place = (typeof places)[number];

/**
 * Who acts on the keys. `page`: the window, wherever the focus is (renderer/commands). `menu`: the menu of the program, in all windows.
 * `text`, `list`, `thread`: the element that has the focus; `system`: the system or Chromium. The latter are here so that they are
 * shown, and so that nothing else takes their chord.
 */
export type Actor = 'page' | 'menu' | 'system' | 'text' | 'list' | 'thread';

/** Under which heading the sheet shows it. */
export const areas = ['go', 'conversation', 'writing', 'contacts', 'editing', 'window'] as const;
export type Area = (typeof areas)[number];

interface Definition {
  readonly id: string;
  /** The first one is shown. */
  readonly keys: readonly string[];
  /** On a Mac, where it is another one there. */
  readonly mac?: readonly string[];
  readonly places: readonly Place[];
  readonly by: Actor;
  readonly area: Area;
  /** It can be found in the switcher. */
  readonly isOffered?: true;
  /** Nobody can give it other keys: they go together, or the system has them in its hands. */
  readonly isFixed?: true;
}

const everywhere = places;
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

const definitions = [
  { id: 'switcher', keys: ['Mod+K'], places: everywhere, by: 'page', area: 'go' },
  { id: 'newConversation', keys: ['Mod+N'], places: everywhere, by: 'menu', area: 'go', isOffered: true },
  {
    id: 'previousConversation',
    keys: ['Alt+ArrowUp'],
    mac: ['Mod+Alt+ArrowUp'],
    places: everywhere,
    by: 'page',
    area: 'go',
  },
  {
    id: 'nextConversation',
    keys: ['Alt+ArrowDown'],
    mac: ['Mod+Alt+ArrowDown'],
    places: everywhere,
    by: 'page',
    area: 'go',
  },
  {
    id: 'previousUnread',
    keys: ['Alt+Shift+ArrowUp'],
    mac: ['Mod+Alt+Shift+ArrowUp'],
    places: everywhere,
    by: 'page',
    area: 'go',
  },
  {
    id: 'nextUnread',
    keys: ['Alt+Shift+ArrowDown'],
    mac: ['Mod+Alt+Shift+ArrowDown'],
    places: everywhere,
    by: 'page',
    area: 'go',
  },
  {
    id: 'nthConversation',
    keys: digits.map((digit) => `Mod+${digit}`),
    places: everywhere,
    by: 'page',
    area: 'go',
    isFixed: true,
  },
  { id: 'readAll', keys: ['Shift+Escape'], places: everywhere, by: 'page', area: 'go', isOffered: true },
  { id: 'showContacts', keys: ['Mod+Shift+L'], places: everywhere, by: 'menu', area: 'go', isOffered: true },
  { id: 'history', keys: ['Mod+Shift+H'], places: everywhere, by: 'menu', area: 'go', isOffered: true },

  { id: 'newestMessage', keys: ['Mod+J'], places: ['conversation'], by: 'page', area: 'conversation' },
  {
    id: 'find',
    keys: ['Mod+F'],
    places: ['main', 'conversation', 'history', 'settings', 'guide'],
    by: 'page',
    area: 'go',
  },
  { id: 'findOlder', keys: ['F3', 'Mod+G'], places: ['conversation'], by: 'page', area: 'conversation' },
  { id: 'findNewer', keys: ['Shift+F3', 'Mod+Shift+G'], places: ['conversation'], by: 'page', area: 'conversation' },
  { id: 'newestMessageInThread', keys: ['End'], places: ['conversation'], by: 'thread', area: 'conversation' },
  {
    id: 'leaveOff',
    keys: ['Escape'],
    places: ['conversation', 'invitation', 'about', 'settings', 'guide'],
    by: 'page',
    area: 'conversation',
    isFixed: true,
  },

  { id: 'send', keys: ['Enter'], places: ['conversation'], by: 'text', area: 'writing', isFixed: true },
  { id: 'sendInvitation', keys: ['Mod+Enter'], places: ['invitation', 'conversation'], by: 'page', area: 'writing' },
  { id: 'newLine', keys: ['Shift+Enter'], places: ['conversation'], by: 'text', area: 'writing', isFixed: true },
  { id: 'bold', keys: ['Mod+B'], places: ['conversation', 'invitation'], by: 'text', area: 'writing' },
  { id: 'italic', keys: ['Mod+I'], places: ['conversation', 'invitation'], by: 'text', area: 'writing' },
  { id: 'underline', keys: ['Mod+U'], places: ['conversation', 'invitation'], by: 'text', area: 'writing' },
  { id: 'strike', keys: ['Mod+Shift+X'], places: ['conversation', 'invitation'], by: 'text', area: 'writing' },

  { id: 'openRow', keys: ['Enter'], places: ['main'], by: 'list', area: 'contacts' },
  { id: 'personCard', keys: ['Alt+Enter'], places: ['main'], by: 'list', area: 'contacts' },
  { id: 'rowMenu', keys: ['Shift+F10', 'ContextMenu'], places: ['main'], by: 'list', area: 'contacts' },
  { id: 'addToSelection', keys: ['Space'], places: ['main'], by: 'list', area: 'contacts' },
  { id: 'selectAllPeople', keys: ['Mod+A'], places: ['main'], by: 'list', area: 'contacts' },
  { id: 'moveToGroup', keys: ['Mod+Shift+M'], places: ['main'], by: 'list', area: 'contacts' },
  { id: 'moveRowUp', keys: ['Mod+Shift+ArrowUp'], places: ['main'], by: 'list', area: 'contacts' },
  { id: 'moveRowDown', keys: ['Mod+Shift+ArrowDown'], places: ['main'], by: 'list', area: 'contacts' },
  { id: 'hideOffline', keys: ['Mod+Shift+O'], places: ['main'], by: 'page', area: 'contacts', isOffered: true },
  { id: 'foldAll', keys: [], places: ['main'], by: 'page', area: 'contacts', isOffered: true },
  { id: 'unfoldAll', keys: [], places: ['main'], by: 'page', area: 'contacts', isOffered: true },
  { id: 'renameGroup', keys: ['F2'], places: ['main'], by: 'list', area: 'contacts' },
  { id: 'removeContact', keys: ['Delete'], places: ['main'], by: 'list', area: 'contacts' },

  { id: 'undo', keys: ['Mod+Z'], places: everywhere, by: 'system', area: 'editing' },
  {
    id: 'redo',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    mac: ['Mod+Shift+Z'],
    places: everywhere,
    by: 'system',
    area: 'editing',
  },
  { id: 'cut', keys: ['Mod+X'], places: everywhere, by: 'system', area: 'editing' },
  { id: 'copy', keys: ['Mod+C'], places: everywhere, by: 'system', area: 'editing' },
  { id: 'paste', keys: ['Mod+V'], places: everywhere, by: 'system', area: 'editing' },
  {
    id: 'pastePlain',
    keys: ['Mod+Shift+V'],
    mac: ['Mod+Alt+Shift+V'],
    places: everywhere,
    by: 'system',
    area: 'editing',
  },
  {
    id: 'selectAll',
    keys: ['Mod+A'],
    places: ['conversation', 'invitation', 'history', 'diagnostics', 'about', 'settings', 'guide'],
    by: 'system',
    area: 'editing',
  },

  { id: 'guide', keys: ['F1'], places: everywhere, by: 'menu', area: 'window', isOffered: true },
  { id: 'keys', keys: ['Mod+/'], places: everywhere, by: 'page', area: 'window', isOffered: true },
  { id: 'settings', keys: ['Mod+,'], places: everywhere, by: 'menu', area: 'window', isOffered: true },
  { id: 'nextRegion', keys: ['F6'], places: everywhere, by: 'page', area: 'window' },
  { id: 'previousRegion', keys: ['Shift+F6'], places: everywhere, by: 'page', area: 'window' },
  { id: 'zoomIn', keys: ['Mod+Plus', 'Mod+='], places: everywhere, by: 'menu', area: 'window' },
  { id: 'zoomOut', keys: ['Mod+-'], places: everywhere, by: 'menu', area: 'window' },
  { id: 'zoomReset', keys: ['Mod+0'], places: everywhere, by: 'menu', area: 'window' },
  { id: 'fullScreen', keys: ['F11'], mac: ['Ctrl+Mod+F'], places: everywhere, by: 'menu', area: 'window' },
  { id: 'minimize', keys: ['Mod+M'], places: everywhere, by: 'menu', area: 'window', isFixed: true },
  { id: 'closeWindow', keys: ['Mod+W'], places: everywhere, by: 'menu', area: 'window' },
  { id: 'diagnostics', keys: [], places: everywhere, by: 'menu', area: 'window', isOffered: true },
  { id: 'about', keys: [], places: everywhere, by: 'menu', area: 'window', isOffered: true },
  { id: 'signOut', keys: [], places: everywhere, by: 'page', area: 'window', isOffered: true },
  { id: 'quit', keys: ['Mod+Q'], places: everywhere, by: 'menu', area: 'window' },
] as const satisfies readonly Definition[];

export type CommandId = (typeof definitions)[number]['id'];
export interface Command extends Definition {
  readonly id: CommandId;
}

export const commands: readonly Command[] = definitions;

const byId: ReadonlyMap<string, Command> = new Map(commands.map((command) => [command.id, command]));

export function commandOf(id: CommandId): Command {
  return byId.get(id)!;
}

/** Those that it comes with. */
export function usualChords({ keys, mac }: Command, platform: string): readonly Chord[] {
  return (platform === 'darwin' ? (mac ?? keys) : keys).map(parseChord);
}

export type ChosenChords = ReadonlyMap<CommandId, Chord>;
let inForce: ChosenChords = new Map();

/** Keys of the person's own, from now on in this process (chosen-keys.ts reads them). */
export function putInForce(chosen: ChosenChords): void {
  inForce = chosen;
}

/** Those that count now. */
export function chordsOf(command: Command, platform: string, chosen = inForce): readonly Chord[] {
  const own = chosen.get(command.id);
  return own ? [own] : usualChords(command, platform);
}
