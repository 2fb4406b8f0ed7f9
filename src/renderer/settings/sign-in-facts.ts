// What the main process knows of signing in on this computer, in the window of the settings: whether a password can be kept now, and of
// which accounts one is.
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { isSameAccount } from '../../shared/profiles';
import type { Profile } from '../../shared/settings';
import { invoke } from '../bridge';
import { useModelStore } from '../model/model-store';
import { useSettingsStore } from './settings-store';

type Account = Pick<Profile, 'server' | 'user'>;

export const useSignInFacts = defineStore('sign-in-facts', () => {
  const model = useModelStore();
  const preferences = useSettingsStore();
  /** True until the key store has answered: nobody is told that it is missing before that is known. */
  const canRemember = ref(true);
  /** Undefined until it is known. */
  const kept = shallowRef<readonly Account[]>();
  /** Whoever is signed in does not own this computer. */
  const isGuest = ref(false);
  let newest = 0;

  async function look(): Promise<void> {
    const current = (newest += 1);
    const [keyStore, passwords, guest] = await Promise.all([
      invoke('session:can-remember').catch(() => true),
      invoke('session:kept-passwords').catch(() => []),
      invoke('session:is-guest').catch(() => false),
    ]);
    if (current !== newest) return;
    canRemember.value = keyStore;
    kept.value = passwords;
    isGuest.value = guest;
  }

  watch(
    () => [
      model.connection.kind,
      preferences.settings.server,
      preferences.settings.user,
      preferences.settings.rememberPassword,
      preferences.settings.profiles,
    ],
    look,
    { immediate: true },
  );

  const isKept = (account: Account): boolean => kept.value?.some((each) => isSameAccount(each, account)) ?? false;

  return {
    canRemember,
    kept,
    isGuest,
    isKept,
    /** Of the account that was signed in with last; true until it is known. */
    hasPassword: computed(() => kept.value === undefined || isKept(preferences.settings)),
    look,
  };
});
