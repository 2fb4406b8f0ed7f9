// The read copy of the settings in this window.
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { defaultSettings, type Settings } from '../../shared/settings';
import { invoke, listen } from '../bridge';
import { withUnanswered, withoutAnswered, type Unanswered } from './unanswered';

export const useSettingsStore = defineStore('settings', () => {
  const known = shallowRef<Settings>(defaultSettings);
  const unanswered = shallowRef<Unanswered>([]);
  const settings = computed(() => withUnanswered(known.value, unanswered.value));
  let isListening = false;

  /** Reads them and follows changes made in any window; once a window. */
  async function open(): Promise<void> {
    if (!isListening) listen('settings:changed', (next) => (known.value = next));
    isListening = true;
    known.value = await invoke('settings:get');
  }

  /** The main process checks, keeps and tells every window. Until it has, the change counts in this one; refused, it never was. */
  async function update(part: Partial<Settings>): Promise<void> {
    const sent = { ...part };
    unanswered.value = [...unanswered.value, sent];
    try {
      known.value = await invoke('settings:set', sent);
    } finally {
      unanswered.value = withoutAnswered(unanswered.value, sent);
    }
  }

  return { settings, open, update };
});
