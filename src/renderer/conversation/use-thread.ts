// A whole thread as a window reads it: the model holds its newest part, the rest comes from the history page by page, as somebody scrolls
// up or looks for a message. Where no history is kept there is what the model holds, and nothing earlier.
import { computed, onScopeDispose, shallowRef, watch } from 'vue';
import type { ConversationId } from '../../shared/domain/conversation';
import type { MessageId } from '../../shared/domain/message';
import type { ThreadEvent } from '../../shared/domain/thread-event';
import { invoke, listen } from '../bridge';
import { useModelStore } from '../model/model-store';
import { frontierOf, joinEvents, joinMessages } from './joined-thread';
import { threadPiece } from './thread-piece';

/** Few enough that neither the scrolling nor the history's other work waits for it. */
const pageSize = 100;
/** On the way to one message, however far back it is. */
const bigPageSize = 2_000;

export type ThreadReader = ReturnType<typeof useThread>;

export function useThread(conversationId: ConversationId) {
  const store = useModelStore();
  const held = computed(() => store.messagesOf(conversationId));
  /** Everything after this message is known. */
  const frontier = shallowRef(frontierOf(held.value));
  const piece = threadPiece(
    (place, limit) => invoke('history:messages', { conversationId, limit, ...(place && { place }) }),
    () => frontier.value,
  );
  const read = piece.messages;
  const hasEarlier = piece.hasMore.before;
  const readEvents = shallowRef<readonly ThreadEvent[]>([]);

  const messages = computed(() => joinMessages(read.value, held.value, frontier.value));
  const events = computed(() => joinEvents(readEvents.value, store.eventsOf(conversationId)));
  /** The message before which more is to be read. */
  const edge = computed(() => piece.edge('before'));

  // What was said was deleted: nothing of it may stay in sight.
  watch(
    () => store.eventsOf(conversationId).findLast(({ news }) => news.kind === 'history-deleted')?.id,
    () => {
      piece.begin();
      readEvents.value = [];
      frontier.value = frontierOf(held.value);
    },
  );

  const readPage = (size: number): Promise<void> =>
    piece.extend('before', size, async (page, isMore) => {
      const since = isMore ? page[0]?.at : undefined;
      const until = edge.value?.at;
      const happened = await invoke('history:events', {
        conversationId,
        ...(since !== undefined && { since }),
        ...(until !== undefined && { until }),
      });
      return () => {
        const known = new Set(readEvents.value.map(({ id }) => id));
        readEvents.value = [...happened.filter(({ id }) => !known.has(id)), ...readEvents.value];
      };
    });

  /** Resolves when it is known whether there is more, and where the model holds next to nothing, with a first page of it. */
  const opened = (held.value.length < pageSize ? readPage(pageSize) : piece.look('before')).catch(() => undefined);

  async function loadEarlier(): Promise<void> {
    await opened;
    // What cannot be read now is tried again with the next scrolling.
    if (hasEarlier.value) await readPage(pageSize).catch(() => undefined);
  }

  /** Makes a message one of `messages`, with all that came after it. False: there is none such. */
  async function loadAround(messageId: MessageId): Promise<boolean> {
    const isThere = (): boolean => messages.value.some(({ id }) => id === messageId);
    await opened;
    try {
      while (!isThere() && hasEarlier.value) await readPage(bigPageSize);
      // Something to see before it.
      if (hasEarlier.value && read.value[0]?.id === messageId) await readPage(pageSize);
    } catch {
      // As far as it could be read.
    }
    return isThere();
  }

  // A log that was imported may be older than all of it.
  const stop = listen('history:importing', (progress) => {
    if (!progress) void piece.look('before').catch(() => undefined);
  });
  onScopeDispose(stop);

  return { messages, events, edge, hasEarlier, opened, loadEarlier, loadAround };
}
