// The keys that do in the list what an entry of a row's menu does, shown beside it: so they are found. Pure.
import type { CommandId } from '../../shared/commands/commands';
import type { MenuEntry } from '../ui/menu-entry';

const commands: Readonly<Record<string, CommandId>> = {
  message: 'openRow',
  open: 'openRow',
  card: 'personCard',
  remove: 'removeContact',
  'rename-group': 'renameGroup',
  'group-up': 'moveRowUp',
  'group-down': 'moveRowDown',
  'hide-offline': 'hideOffline',
  'fold-all': 'foldAll',
  'unfold-all': 'unfoldAll',
};

/** `keysOf`: empty where a command has none. */
export function withKeys(entries: readonly MenuEntry[], keysOf: (command: CommandId) => string): readonly MenuEntry[] {
  return entries.map((entry) => {
    const command = 'id' in entry ? commands[entry.id] : undefined;
    const shortcut = command && keysOf(command);
    return shortcut ? { ...entry, shortcut } : entry;
  });
}
