// Where something is half-written, for those who have to show it.
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { invoke, listen } from '../bridge';

export function useDraftKeys(): Readonly<ShallowRef<ReadonlySet<string>>> {
  const keys = shallowRef<ReadonlySet<string>>(new Set());
  let isTold = false;
  const stop = listen('draft:keys', (told) => {
    isTold = true;
    keys.value = new Set(told);
  });
  onScopeDispose(stop);
  void invoke('draft:list').then(
    (now) => isTold || (keys.value = new Set(now)),
    () => undefined, // it comes with the next change
  );
  return keys;
}
