// The read copy of the settings in this window.
import { defineStore } from 'pinia';
import { ref } from 'vue';
import { defaultSettings, type Settings } from '../../shared/settings';
import { invoke, listen } from '../bridge';

export const useSettingsStore = defineStore('settings', () => {
  const settings = ref<Settings>(defaultSettings);
  let isListening = false;

  /** Reads them and follows changes made in any window; once a window. */
  async function open(): Promise<void> {
    if (!isListening) listen('settings:changed', (next) => (settings.value = next));
    isListening = true;
    settings.value = await invoke('settings:get');
  }

  /** The main process checks, keeps and tells every window. */
  async function update(part: Partial<Settings>): Promise<void> {
    settings.value = await invoke('settings:set', part);
  }

  return { settings, open, update };
});
