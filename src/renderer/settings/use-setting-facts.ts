// By what the table of settings decides which of them are offered, and which can do nothing now.
import { computed, type ComputedRef } from 'vue';
import { useManagedStore } from './managed-store';
import type { Facts } from './settings-table';
import { useSettingsStore } from './settings-store';
import { useSignInFacts } from './sign-in-facts';

export function useSettingFacts(): ComputedRef<Facts> {
  const store = useSettingsStore();
  const managed = useManagedStore();
  const signIn = useSignInFacts();
  return computed(() => ({
    settings: store.settings,
    managed: managed.managed,
    canRemember: signIn.canRemember,
    hasPassword: signIn.hasPassword,
    isGuest: signIn.isGuest,
  }));
}
