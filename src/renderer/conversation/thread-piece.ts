// A piece of a thread that grows at its ends out of the history: one page after the other, each from where the one before ended. What is on
// its way when the piece begins anew belongs to nothing any more.
import { ref, shallowRef } from 'vue';
import type { HistoryThreadPage } from '../../shared/domain/history';
import type { Message } from '../../shared/domain/message';

export type End = 'before' | 'after';
/** A message and its time, which says where it stood once it has gone. */
export type Edge = Pick<Message, 'id' | 'at'>;
export const placeAt = (kind: NonNullable<HistoryThreadPage['place']>['kind'], { id, at }: Edge) =>
  ({ kind, messageId: id, at }) as const;

/**
 * @param ask the history
 * @param from what it goes on from as long as nothing is in it; nothing: from the end of the thread
 */
export function threadPiece(
  ask: (place: HistoryThreadPage['place'], limit: number) => Promise<readonly Message[]>,
  from: () => Edge | undefined = () => undefined,
) {
  const messages = shallowRef<readonly Message[]>([]);
  /** Beyond its ends; also where that could not be read. */
  const hasMore = { before: ref(false), after: ref(false) };
  let life = 0;
  let growing: Promise<unknown> = Promise.resolve();

  const edge = (end: End): Edge | undefined => (end === 'before' ? messages.value[0] : messages.value.at(-1)) ?? from();

  /** `work` is told what is there from `end` on, and gives back what to do with it where that still counts. */
  function inTurn(
    end: End,
    limit: number,
    work: (found: readonly Message[]) => Promise<() => void> | (() => void),
  ): Promise<void> {
    const mine = life;
    const done = growing.then(async () => {
      if (mine !== life) return;
      const at = edge(end);
      try {
        const take = await work(await ask(at && placeAt(end, at), limit));
        if (mine === life) take();
      } catch (error) {
        // Not known: whoever goes on that way asks again.
        if (mine === life) hasMore[end].value = true;
        throw error;
      }
    });
    growing = done.catch(() => undefined);
    return done;
  }

  return {
    messages,
    hasMore,
    edge,
    begin(found: readonly Message[] = []): void {
      life += 1;
      messages.value = found;
      hasMore.before.value = hasMore.after.value = false;
    },
    /** Whether there is more at that end. */
    look: (end: End): Promise<void> =>
      inTurn(
        end,
        1,
        ({ length }) =>
          () =>
            void (hasMore[end].value = length > 0),
      ),
    /** @param beside reads what belongs to a page, and gives back what is done when that is taken in */
    extend: (
      end: End,
      size: number,
      beside?: (page: readonly Message[], isMore: boolean) => Promise<() => void>,
    ): Promise<void> =>
      // One more than wanted says whether there are more.
      inTurn(end, size + 1, async (found) => {
        const isMore = found.length > size;
        const page = !isMore ? found : end === 'before' ? found.slice(1) : found.slice(0, -1);
        const take = await beside?.(page, isMore);
        return () => {
          take?.();
          messages.value = end === 'before' ? [...page, ...messages.value] : [...messages.value, ...page];
          hasMore[end].value = isMore;
        };
      }),
  };
}
