// The conversation beside the contact list: which one it is the main process says, since it is opened in many ways.
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import type { ConversationId } from '../../shared/domain/conversation';
import { invoke, listen } from '../bridge';

export interface Pane {
  readonly shown: ShallowRef<ConversationId | undefined>;
}

/** @param onAskedAgain the one that is shown already was opened */
export function usePane(onAskedAgain: () => void): Pane {
  const shown = shallowRef<ConversationId>();
  let isTold = false;
  const show = (id: ConversationId | null): void => {
    if (id !== null && id === shown.value) onAskedAgain();
    shown.value = id ?? undefined;
  };
  onScopeDispose(
    listen('pane:changed', (id) => {
      isTold = true;
      show(id);
    }),
  );
  void invoke('window:pane').then(
    (id) => isTold || show(id),
    () => undefined, // nothing is shown until one is opened
  );
  return { shown };
}
