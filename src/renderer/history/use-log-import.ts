// Where the import of other programs' logs stands: it goes on in the main process, whatever this window shows.
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import type { LogImportState } from '../../shared/domain/log-import';
import { invoke, listen } from '../bridge';

export function useLogImport(): { readonly state: Readonly<ShallowRef<LogImportState>>; look(): Promise<void> } {
  const state = shallowRef<LogImportState>({ kind: 'none' });

  async function look(): Promise<void> {
    // What cannot be asked is shown as it was.
    state.value = await invoke('history:logs').catch(() => state.value);
  }

  onScopeDispose(
    listen('history:importing', (progress) => {
      if (progress) state.value = { kind: 'working', progress };
      else void look();
    }),
  );
  void look();
  return { state, look };
}
