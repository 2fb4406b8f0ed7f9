// Whether what is said now is kept on this computer: the words of a window must not promise more.
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue';
import type { HistoryStatus } from '../../shared/domain/history';
import { invoke, listen } from '../bridge';
import { useModelStore } from '../model/model-store';

export function useHistoryStatus(): Readonly<ShallowRef<HistoryStatus | undefined>> {
  const store = useModelStore();
  const status = shallowRef<HistoryStatus>();

  async function look(): Promise<void> {
    status.value = await invoke('history:status').catch(() => undefined);
  }

  // Who signs in, and where, decides what is kept.
  watch(() => store.connection.kind, look, { immediate: true });
  // What the program has to say of the history may change whether anything is.
  const stops = (['notice', 'notice:over'] as const).map((name) =>
    listen(name, (told) => {
      const code = typeof told === 'string' ? told : told.code;
      if (code.startsWith('history-')) void look();
    }),
  );
  onScopeDispose(() => stops.forEach((stop) => stop()));
  return status;
}
