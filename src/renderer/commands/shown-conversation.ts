// Which conversation this window shows, as its view or beside the contact list: the keys of conversations begin there, and the sheet of
// keys lists what works in it.
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';
import type { ConversationId } from '../../shared/domain/conversation';

const shown = shallowRef<ConversationId>();

export const shownConversation: Readonly<ShallowRef<ConversationId | undefined>> = shown;

/** As long as the caller stands. */
export function useShownConversation(id: ConversationId): void {
  shown.value = id;
  onBeforeUnmount(() => {
    // The next one may have come before this one goes.
    if (shown.value === id) shown.value = undefined;
  });
}
