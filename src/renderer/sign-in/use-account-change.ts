// A change to another account, as the main process has it: under way, or stopped with a way back.
import { onScopeDispose, readonly, shallowRef, type DeepReadonly, type Ref } from 'vue';
import type { AccountChange } from '../../shared/domain/account-change';
import { invoke, listen } from '../bridge';

export function useAccountChange(): DeepReadonly<Ref<AccountChange | undefined>> {
  const change = shallowRef<AccountChange>();
  let newest = 0;

  async function look(): Promise<void> {
    const current = (newest += 1);
    const found = await invoke('session:account-change').catch(() => null);
    if (current === newest) change.value = found ?? undefined;
  }

  onScopeDispose(listen('account-change:changed', () => void look()));
  void look();
  return readonly(change);
}
