// The read copy of the settings in this window.
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { defaultSettings, type Settings } from '../../shared/settings';
import type { SettingsEdit, SettingsNow } from '../../shared/settings-edit';
import { invoke, listen } from '../bridge';
import { withUnanswered, withoutAnswered, type Unanswered } from './unanswered';

export const useSettingsStore = defineStore('settings', () => {
  const known = shallowRef<Settings>(defaultSettings);
  const unanswered = shallowRef<Unanswered>([]);
  const settings = computed(() => withUnanswered(known.value, unanswered.value));
  let isListening = false;
  let newest = -1;

  /** What is told and what is answered may overtake each other. */
  function take({ revision, ...next }: SettingsNow): void {
    if (revision < newest) return;
    newest = revision;
    known.value = next;
  }

  /** Reads them and follows changes made in any window; once a window. */
  async function open(): Promise<void> {
    if (!isListening) listen('settings:changed', take);
    isListening = true;
    take(await invoke('settings:get'));
  }

  /** The main process checks, keeps and tells every window. Until it has, the change counts in this one; refused, it never was. */
  async function update(changes: Partial<Settings>): Promise<void> {
    const names = Object.keys(changes) as (keyof Settings)[];
    const seen: Partial<Settings> = Object.fromEntries(names.map((name) => [name, settings.value[name]]));
    const sent: SettingsEdit = { changes: { ...changes }, seen };
    unanswered.value = [...unanswered.value, sent];
    try {
      take(await invoke('settings:set', { ...changes, seen }));
    } finally {
      unanswered.value = withoutAnswered(unanswered.value, sent);
    }
  }

  return { settings, open, update };
});
