// Keeps what is set in this window. Each setting acts at once; what could not be saved jumps back, and is said.
import { computed, shallowRef, type WritableComputedRef } from 'vue';
import { failureOfError, type Failure } from '../../shared/domain/failure';
import type { NoticeCode } from '../../shared/domain/notice';
import type { Settings } from '../../shared/settings';
import { useSettingsStore } from './settings-store';

/** The last one; whatever is set or done next takes it away. */
export const settingsFailure = shallowRef<{ readonly what: 'save' | 'act'; readonly failure: Failure }>();

/** Said by the program, and of the settings: also where they are set. */
export const settingsNotices: readonly NoticeCode[] = [
  'settings-not-saved',
  'settings-set-aside',
  'settings-not-understood',
];

export function useSaving() {
  const store = useSettingsStore();

  function save(part: Partial<Settings>): void {
    void attempt(() => store.update(part), 'save');
  }

  /** @returns whether it was done */
  async function attempt(work: () => Promise<unknown>, what: 'save' | 'act' = 'act'): Promise<boolean> {
    settingsFailure.value = undefined;
    try {
      await work();
      return true;
    } catch (error) {
      settingsFailure.value = { what, failure: failureOfError(error) };
      return false;
    }
  }

  function setting<Key extends keyof Settings>(key: Key): WritableComputedRef<Settings[Key]> {
    return computed({
      get: () => store.settings[key],
      set: (value: Settings[Key]) => save({ [key]: value } as Partial<Settings>),
    });
  }

  return { save, attempt, setting };
}
