// What was said before the part of a thread that is loaded, read through from the history while somebody looks for something. By the signs
// that were typed and not by the history's own search, which knows whole words and their forms: a find has one rule all the way back.
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue';
import type { ConversationId } from '../../../shared/domain/conversation';
import type { Message } from '../../../shared/domain/message';
import { invoke } from '../../bridge';
import { threadPiece } from '../thread-piece';
import type { ThreadReader } from '../use-thread';

const pageSize = 1_000;

/**
 * @param isWanted something is looked for
 * @returns all that has been read of the thread, oldest first
 */
export function useWholeThread(
  { messages, edge, hasEarlier, opened }: Pick<ThreadReader, 'messages' | 'edge' | 'hasEarlier' | 'opened'>,
  conversationId: ConversationId,
  isWanted: () => boolean,
): { readonly whole: ComputedRef<readonly Message[]>; readonly isReading: Ref<boolean> } {
  /** Oldest first, without a gap up to the thread that is loaded. */
  const piece = threadPiece(
    (place, limit) => invoke('history:messages', { conversationId, limit, ...(place && { place }) }),
    () => edge.value,
  );
  const earlier = piece.messages;
  const isReading = ref(false);
  let turn = 0;

  async function read(mine: number): Promise<void> {
    await opened;
    if (mine !== turn || !hasEarlier.value) return;
    do await piece.extend('before', pageSize);
    while (mine === turn && piece.hasMore.before.value);
  }

  watch(isWanted, async (wanted) => {
    turn += 1;
    isReading.value = false;
    piece.begin();
    if (!wanted) return;
    const mine = turn;
    isReading.value = true;
    // What cannot be read is not found; what is loaded is.
    await read(mine).catch(() => undefined);
    if (mine === turn) isReading.value = false;
  });
  // All of it is loaded, or was deleted.
  watch(hasEarlier, (has) => {
    if (!has) piece.begin();
  });

  const whole = computed(() => {
    if (earlier.value.length === 0) return messages.value;
    // The thread has loaded a part of it meanwhile.
    const loaded = new Set(messages.value.map(({ id }) => id));
    return [...earlier.value.filter(({ id }) => !loaded.has(id)), ...messages.value];
  });
  return { whole, isReading };
}
