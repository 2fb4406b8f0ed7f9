// A whole thread as a window reads it: the model holds its newest part, the rest comes from the history page by page, as somebody scrolls
// up or looks for a message. Where no history is kept there is what the model holds, and nothing earlier.
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { ConversationId } from '../../shared/domain/conversation';
import type { HistoryThreadPage } from '../../shared/domain/history';
import type { Message, MessageId } from '../../shared/domain/message';
import type { ThreadEvent } from '../../shared/domain/thread-event';
import { invoke, listen } from '../bridge';
import { useModelStore } from '../model/model-store';
import { frontierOf, joinEvents, joinMessages } from './joined-thread';

/** Few enough that neither the scrolling nor the history's other work waits for it. */
const pageSize = 100;
/** On the way to one message, however far back it is. */
const bigPageSize = 2_000;

export type ThreadReader = ReturnType<typeof useThread>;

export function useThread(conversationId: ConversationId) {
  const store = useModelStore();
  const read = shallowRef<readonly Message[]>([]);
  const readEvents = shallowRef<readonly ThreadEvent[]>([]);
  /** Everything after this message is known. */
  const frontier = ref<MessageId>();
  const hasEarlier = ref(false);

  const held = computed(() => store.messagesOf(conversationId));
  const messages = computed(() => joinMessages(read.value, held.value, frontier.value));
  const events = computed(() => joinEvents(readEvents.value, store.eventsOf(conversationId)));

  // What was said was deleted: nothing of it may stay in sight.
  watch(
    () => store.eventsOf(conversationId).findLast(({ news }) => news.kind === 'history-deleted')?.id,
    () => {
      read.value = [];
      readEvents.value = [];
      hasEarlier.value = false;
      frontier.value = frontierOf(held.value);
    },
  );

  /** The message before which more is to be read. */
  const edge = computed(() => read.value[0]?.id ?? frontier.value);

  const page = (limit: number): Promise<readonly Message[]> => {
    const place: HistoryThreadPage['place'] =
      edge.value === undefined ? undefined : { kind: 'before', messageId: edge.value };
    return invoke('history:messages', { conversationId, limit, ...(place && { place }) });
  };

  async function readPage(limit: number): Promise<void> {
    const found = await page(limit);
    const until = read.value[0]?.at ?? held.value.find(({ id }) => id === frontier.value)?.at;
    const isAll = found.length < limit;
    const since = isAll ? undefined : found[0]?.at;
    const happened = await invoke('history:events', {
      conversationId,
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
    });
    const known = new Set(readEvents.value.map(({ id }) => id));
    readEvents.value = [...happened.filter(({ id }) => !known.has(id)), ...readEvents.value];
    read.value = [...found, ...read.value];
    hasEarlier.value = !isAll;
  }

  /** One after the other: each begins where the one before ended. */
  let reading: Promise<unknown> = Promise.resolve();
  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = reading.then(work);
    // What cannot be read now is tried again with the next scrolling.
    reading = done.catch(() => undefined);
    return done.catch(() => undefined);
  }

  const loadEarlier = (): Promise<void> =>
    inTurn(async () => {
      if (hasEarlier.value) await readPage(pageSize);
    });

  /** Makes a message one of `messages`, with all that came after it. False: there is none such. */
  async function loadAround(messageId: MessageId): Promise<boolean> {
    const isThere = (): boolean => messages.value.some(({ id }) => id === messageId);
    await inTurn(async () => {
      while (!isThere() && hasEarlier.value) await readPage(bigPageSize);
      // Something to see before it.
      if (hasEarlier.value && read.value[0]?.id === messageId) await readPage(pageSize);
    });
    return isThere();
  }

  /** Resolves when it is known whether there is more, and where the model holds next to nothing, with a first page of it. */
  const opened = inTurn(async () => {
    frontier.value = frontierOf(held.value);
    if (held.value.length < pageSize) return readPage(pageSize);
    hasEarlier.value = (await page(1)).length > 0;
  });

  // A log that was imported may be older than all of it.
  const stop = listen('history:importing', (progress) => {
    if (progress) return;
    void inTurn(async () => {
      hasEarlier.value = (await page(1)).length > 0;
    });
  });
  onScopeDispose(stop);

  return { messages, events, edge, hasEarlier, opened, loadEarlier, loadAround };
}
