// Follows one conversation and keeps what happened in it besides messages, for as long as its window is open.
import { ref, watch, type Ref } from 'vue';
import type { Conversation } from '../../shared/domain/conversation';
import { eventsBetween, firstLines, type SystemLine } from './system-lines';

export function useSystemLines(
  conversation: () => Conversation | undefined,
  now: () => number = Date.now,
): Readonly<Ref<readonly SystemLine[]>> {
  const lines = ref<readonly SystemLine[]>([]);
  let count = 0;
  watch(
    conversation,
    (after, before) => {
      if (!after) return;
      if (!before) {
        lines.value = firstLines(after);
        return;
      }
      const at = now();
      const fresh = eventsBetween(before, after).map((event) => ({ ...event, at, key: `line-${(count += 1)}` }));
      if (fresh.length > 0) lines.value = [...lines.value, ...fresh];
    },
    { immediate: true },
  );
  return lines;
}
