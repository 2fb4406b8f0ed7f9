// What is opened once somebody is signed in: while Parley signs in by itself, people and conversations are seen and cannot be gone on with
// yet. The last thing that was asked for counts; in the main window `SigningIn.vue` says that it waits.
import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import { useModelStore } from './model-store';

export const useAwaitedStore = defineStore('awaited', () => {
  const store = useModelStore();
  const awaited = shallowRef<() => Promise<unknown>>();

  watch(
    () => store.isSigningIn,
    (isSigningIn) => {
      const open = awaited.value;
      awaited.value = undefined;
      // Nobody looks at what it came to any more; where it goes wrong and that can be said, it says so itself.
      if (!isSigningIn && store.connection.kind !== 'signed-out') void open?.().catch(() => undefined);
    },
  );

  /** What it comes to; undefined: it waits. */
  async function whenSignedIn<T>(open: () => Promise<T>): Promise<T | undefined> {
    if (!store.isSigningIn) return open();
    awaited.value = open;
    return undefined;
  }

  return { isAwaiting: computed(() => awaited.value !== undefined), whenSignedIn };
});
