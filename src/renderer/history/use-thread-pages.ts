// The conversation that is open in the history, page by page: round the message that was found, or from its end.
import { nextTick, ref, shallowRef } from 'vue';
import type { HistoryConversation, HistoryHit } from '../../shared/domain/history';
import type { MessageId } from '../../shared/domain/message';
import type { ThreadEvent } from '../../shared/domain/thread-event';
import { invoke } from '../bridge';
import { placeAt, threadPiece, type End } from '../conversation/thread-piece';

const pageSize = 60;

/** @param attempt runs what may fail, and shows why */
export function useThreadPages(attempt: (work: () => Promise<void>) => Promise<void>) {
  const open = shallowRef<HistoryConversation>();
  const { messages, hasMore, begin, look, extend } = threadPiece((place, limit) =>
    invoke('history:messages', { conversationId: open.value!.id, limit, ...(place && { place }) }),
  );
  const events = shallowRef<readonly ThreadEvent[]>([]);
  /** The message that was found. */
  const marked = ref<string>();
  /** The first message of the session whose subject was found. */
  const shownFrom = ref<MessageId>();
  /** What was asked for last is shown, also where it comes before what was asked for earlier. */
  let turn = 0;

  /** @param from the message to begin with, where none was found */
  function show(conversation: HistoryConversation, hit?: HistoryHit, from?: MessageId): Promise<void> {
    const mine = (turn += 1);
    return attempt(async () => {
      const conversationId = conversation.id;
      const place = hit
        ? placeAt('around', hit.message)
        : from !== undefined && ({ kind: 'around', messageId: from } as const);
      const [found, happened] = await Promise.all([
        invoke('history:messages', { conversationId, limit: pageSize, ...(place && { place }) }),
        invoke('history:events', { conversationId }),
      ]);
      if (mine !== turn) return;
      open.value = conversation;
      events.value = happened;
      begin(found);
      marked.value = hit?.message.id;
      shownFrom.value = from;
      await look('before');
      if (place) await look('after');
      await nextTick();
    });
  }

  function close(): void {
    turn += 1;
    open.value = undefined;
    begin();
    events.value = [];
  }

  return {
    open,
    messages,
    events,
    marked,
    shownFrom,
    hasOlder: hasMore.before,
    hasNewer: hasMore.after,
    show,
    extend: (end: End) => attempt(() => extend(end, pageSize)),
    close,
  };
}
