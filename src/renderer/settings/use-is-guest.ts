// Whether whoever is signed in does not own this computer: what is kept of others is not shown to them.
import { computed, readonly, ref, watch, type Ref } from 'vue';
import { invoke } from '../bridge';
import { useModelStore } from '../model/model-store';

/** Undefined until it is known: nothing of others is shown before, and nobody is told that this is a public computer. */
export function useIsGuest(): Readonly<Ref<boolean | undefined>> {
  const store = useModelStore();
  const isSignedIn = computed(() => store.connection.kind !== 'signed-out');
  const isGuest = ref<boolean>();
  watch(
    isSignedIn,
    async (is) => {
      const found = await invoke('session:is-guest').catch(() => true);
      if (is === isSignedIn.value) isGuest.value = found;
    },
    { immediate: true },
  );
  return readonly(isGuest);
}
