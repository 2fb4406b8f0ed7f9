// How the list is looked at, by menu and by command: the entries, and what they do.
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useSettingsStore } from '../settings/settings-store';
import { useContactsStore } from './contacts-store';
import { settingsAfter, viewMenu } from './view-menu';

export function useViewMenu() {
  const { t } = useI18n({ useScope: 'global' });
  const preferences = useSettingsStore();
  const contacts = useContactsStore();
  const viewEntries = computed(() => viewMenu(preferences.settings, t));

  /** @returns whether it was one of these */
  function runView(action: string): boolean {
    const changed = settingsAfter(action, preferences.settings);
    if (changed) contacts.keep(changed);
    else if (action === 'fold-all' || action === 'unfold-all') contacts.foldAll(action === 'unfold-all');
    else return false;
    return true;
  }

  return { viewEntries, runView };
}
