// Keys of the person's own in this process: the menu shows them, and what of them cannot be used is said.
import { readChosenKeys } from '../../shared/commands/chosen-keys';
import { commands, putInForce, type CommandId } from '../../shared/commands/commands';
import type { Settings } from '../../shared/settings';
import { t } from '../shell/language';
import type { Notices } from '../shell/notices';
import type { SettingsStore } from '../store/settings';

/** `showMenu`: draws it, now and after each change. Hands back how to stop. */
export function followShortcuts(
  settings: Pick<SettingsStore, 'get' | 'onChanged'>,
  notices: Pick<Notices, 'add' | 'over'>,
  showMenu: () => void,
): () => void {
  let last = '';
  function take({ shortcuts }: Settings): void {
    const now = JSON.stringify(shortcuts);
    if (now === last) return;
    last = now;
    const { chosen, passedOver } = readChosenKeys(shortcuts, process.platform);
    putInForce(chosen);
    showMenu();
    if (passedOver.length > 0)
      notices.add('shortcuts-passed-over', { subject: () => passedOver.map(nameOf).join('; ') });
    else notices.over('shortcuts-passed-over');
  }
  take(settings.get());
  return settings.onChanged(take);
}

function nameOf(id: string): string {
  return commands.some((command) => command.id === id) ? t(`commands.names.${id as CommandId}`) : id;
}
