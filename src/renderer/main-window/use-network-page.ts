// The page of a network that asks for a sign-in of its own: whether one seems to stand between here and the server, and the way to it.
import { computed, readonly, ref, type ComputedRef, type Ref } from 'vue';
import type { FailureCode } from '../../shared/domain/failure';
import { invoke } from '../bridge';

export interface NetworkPage {
  readonly isPortal: ComputedRef<boolean>;
  /** What a portal shows in place of an encrypted server is a certificate of its own. */
  readonly mayBePortal: ComputedRef<boolean>;
  readonly couldNotOpen: Readonly<Ref<boolean>>;
  open(): Promise<void>;
}

/** @param code why the server cannot be reached; undefined: it can */
export function useNetworkPage(code: () => FailureCode | undefined): NetworkPage {
  const couldNotOpen = ref(false);
  return {
    isPortal: computed(() => code() === 'captive-portal'),
    mayBePortal: computed(() => code() === 'certificate' || code() === 'tls'),
    couldNotOpen: readonly(couldNotOpen),
    async open() {
      couldNotOpen.value = false;
      try {
        await invoke('session:open-network-page');
      } catch {
        couldNotOpen.value = true;
      }
    },
  };
}
