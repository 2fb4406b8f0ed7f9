// Where a conversation is opened at one of its messages, from a search: that message is scrolled into sight, has the focus, so that it is
// heard as well, and is marked for a moment. The main process keeps the wish until the thread asks for it.
import { onMounted, onScopeDispose, ref, type Ref } from 'vue';
import type { ConversationId } from '../../shared/domain/conversation';
import type { MessageId } from '../../shared/domain/message';
import { invoke, listen } from '../bridge';

const markedMs = 4_000;

interface Parts {
  readonly conversationId: ConversationId;
  readonly thread: { readonly loadAround: (id: MessageId) => Promise<boolean> };
  readonly log: Readonly<Ref<{ readonly reveal: (id: MessageId) => Promise<HTMLElement | undefined> } | null>>;
}

/** @returns the message that is marked */
export function useLedTo({ conversationId, thread, log }: Parts): Readonly<Ref<MessageId | undefined>> {
  const marked = ref<MessageId>();
  let fading: ReturnType<typeof setTimeout> | undefined;

  async function take(): Promise<void> {
    const id = await invoke('window:wanted-message', { conversationId }).catch(() => null);
    if (id === null || !(await thread.loadAround(id))) return;
    clearTimeout(fading);
    marked.value = id;
    const drawn = await log.value?.reveal(id);
    drawn?.focus({ preventScroll: true });
    fading = setTimeout(() => (marked.value = undefined), markedMs);
  }

  onScopeDispose(listen('message:wanted', (id) => id === conversationId && void take()));
  onScopeDispose(() => clearTimeout(fading));
  onMounted(take);
  return marked;
}
