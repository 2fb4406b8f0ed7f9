// When somebody was talked to last: from what is open now, or from the history.
import { computed, shallowRef, watch, type ComputedRef } from 'vue';
import type { PersonUri } from '../../shared/domain/person';
import { invoke } from '../bridge';
import { useHistoryStatus } from '../history/use-history-status';
import { useModelStore } from '../model/model-store';

export function useLastTalked(uri: () => PersonUri): ComputedRef<number | undefined> {
  const store = useModelStore();
  const status = useHistoryStatus();
  const found = shallowRef<{ readonly uri: PersonUri; readonly at: number }>();

  async function look(asked: PersonUri): Promise<void> {
    try {
      const [latest] = await invoke('history:conversations', { person: asked, limit: 1 });
      if (latest && asked === uri()) found.value = { uri: asked, at: latest.lastActivityAt };
    } catch {
      // Not known is not shown.
    }
  }

  watch(
    [uri, () => status.value?.isKept],
    ([asked, isKept]) => {
      if (isKept === true) void look(asked);
    },
    { immediate: true },
  );

  return computed(() => {
    const asked = uri();
    let last = found.value?.uri === asked ? found.value.at : undefined;
    for (const { peer, participants, lastActivityAt } of store.conversations.values()) {
      const isWith = peer === asked || participants.some((each) => each.uri === asked);
      if (isWith && (last === undefined || lastActivityAt > last)) last = lastActivityAt;
    }
    return last;
  });
}
