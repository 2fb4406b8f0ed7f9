// What an administrator has set, in this window. It does not change while the program runs.
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { nothingManaged, type Managed } from '../../shared/managed';
import type { Settings } from '../../shared/settings';
import { invoke } from '../bridge';

export const useManagedStore = defineStore('managed', () => {
  const managed = shallowRef<Managed>(nothingManaged);

  /** Once a window. */
  async function open(): Promise<void> {
    managed.value = await invoke('settings:managed');
  }

  const isLocked = (name: keyof Settings): boolean => managed.value.settings.includes(name);

  return { managed, open, isLocked };
});
