// The conversation that is open in the history, page by page: round the message that was found, or from its end.
import { nextTick, ref, shallowRef } from 'vue';
import type { HistoryConversation, HistoryHit, HistoryThreadPage } from '../../shared/domain/history';
import type { Message, MessageId } from '../../shared/domain/message';
import type { ThreadEvent } from '../../shared/domain/thread-event';
import { invoke } from '../bridge';

const pageSize = 60;

/** @param attempt runs what may fail, and shows why */
export function useThreadPages(attempt: (work: () => Promise<void>) => Promise<void>) {
  const open = shallowRef<HistoryConversation>();
  const messages = shallowRef<readonly Message[]>([]);
  const events = shallowRef<readonly ThreadEvent[]>([]);
  /** The message that was found. */
  const marked = ref<string>();
  /** The first message of the session whose subject was found. */
  const shownFrom = ref<MessageId>();
  const hasOlder = ref(false);
  const hasNewer = ref(false);

  function page(conversationId: string, place?: HistoryThreadPage['place']): Promise<readonly Message[]> {
    return invoke('history:messages', { conversationId, limit: pageSize, ...(place && { place }) });
  }

  /** Beyond what is shown: a page that is just full may be the last one. */
  async function isMore(kind: 'before' | 'after'): Promise<boolean> {
    const edge = kind === 'before' ? messages.value[0] : messages.value.at(-1);
    if (!edge || !open.value) return false;
    const place = { kind, messageId: edge.id } as const;
    return (await invoke('history:messages', { conversationId: open.value.id, limit: 1, place })).length > 0;
  }

  /** @param from the message to begin with, where none was found */
  function show(conversation: HistoryConversation, hit?: HistoryHit, from?: MessageId): Promise<void> {
    return attempt(async () => {
      const middle = hit?.message.id ?? from;
      const place = middle === undefined ? undefined : ({ kind: 'around', messageId: middle } as const);
      const [found, happened] = await Promise.all([
        page(conversation.id, place),
        invoke('history:events', { conversationId: conversation.id }),
      ]);
      open.value = conversation;
      events.value = happened;
      messages.value = found;
      marked.value = hit?.message.id;
      shownFrom.value = from;
      hasOlder.value = await isMore('before');
      hasNewer.value = middle !== undefined && (await isMore('after'));
      await nextTick();
    });
  }

  function extend(kind: 'before' | 'after'): Promise<void> {
    return attempt(async () => {
      const edge = kind === 'before' ? messages.value[0] : messages.value.at(-1);
      if (!edge || !open.value) return;
      const found = await page(open.value.id, { kind, messageId: edge.id });
      messages.value = kind === 'before' ? [...found, ...messages.value] : [...messages.value, ...found];
      if (kind === 'before') hasOlder.value = await isMore('before');
      else hasNewer.value = await isMore('after');
    });
  }

  function close(): void {
    open.value = undefined;
    messages.value = [];
    events.value = [];
  }

  return { open, messages, events, marked, shownFrom, hasOlder, hasNewer, show, extend, close };
}
