// Signing in by itself at the start, as the main process has it.
import { computed, onScopeDispose, readonly, shallowRef, type ComputedRef, type DeepReadonly, type Ref } from 'vue';
import type { StartSignIn } from '../../shared/domain/start-sign-in';
import { invoke, listen } from '../bridge';
import { useModelStore } from '../model/model-store';

export function useStartSignIn(): DeepReadonly<Ref<StartSignIn | undefined>> {
  const atStart = shallowRef<StartSignIn>();
  let newest = 0;

  async function look(): Promise<void> {
    const current = (newest += 1);
    const found = await invoke('session:start-sign-in').catch(() => null);
    if (current === newest) atStart.value = found ?? undefined;
  }

  onScopeDispose(listen('start-sign-in:changed', () => void look()));
  void look();
  return readonly(atStart);
}

/** Between two tries: nobody is signed in, and nobody has to do anything. */
export function useWaitsAtStart(): ComputedRef<boolean> {
  const store = useModelStore();
  const atStart = useStartSignIn();
  return computed(() => store.connection.kind === 'signed-out' && atStart.value?.isUnderWay === true);
}
