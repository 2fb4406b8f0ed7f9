// What is opened once somebody is signed in: while Parley signs in by itself, people and conversations are seen and cannot be gone on with
// yet. The last thing that was asked for counts, and for that user alone: what it names may be something else where another one comes. In
// the main window `SigningIn.vue` says that it waits.
import { defineStore } from 'pinia';
import { computed, shallowRef, watch } from 'vue';
import type { PersonUri } from '../../shared/domain/person';
import { keepsPage } from './kept-page';
import { useModelStore } from './model-store';

interface Awaited {
  /** Whose list was seen. */
  readonly self: PersonUri | undefined;
  readonly open: () => Promise<unknown>;
}

export const useAwaitedStore = defineStore('awaited', () => {
  const store = useModelStore();
  const awaited = shallowRef<Awaited>();
  const isAwaiting = computed(() => awaited.value !== undefined);
  keepsPage(() => isAwaiting.value);

  watch(
    () => store.isSigningIn,
    (isSigningIn) => {
      const wish = awaited.value;
      awaited.value = undefined;
      if (isSigningIn || store.connection.kind === 'signed-out' || wish?.self !== store.self?.uri) return;
      // Nobody looks at what it came to any more; where it goes wrong and that can be said, it says so itself.
      void wish?.open().catch(() => undefined);
    },
  );

  /** What it comes to; undefined: it waits. */
  async function whenSignedIn<T>(open: () => Promise<T>): Promise<T | undefined> {
    if (!store.isSigningIn) return open();
    awaited.value = { self: store.self?.uri, open };
    return undefined;
  }

  return { isAwaiting, whenSignedIn };
});
