// What was said before with each of those who are chosen alone, from the history: not a conference that they were in with others. Nothing
// where none is kept.
import { computed, shallowRef, watch, type ComputedRef } from 'vue';
import type { HistoryConversation } from '../../shared/domain/history';
import type { PersonUri } from '../../shared/domain/person';
import { invoke } from '../bridge';
import { useHistoryStatus } from '../history/use-history-status';

export interface EarlierTalk {
  readonly uri: PersonUri;
  readonly conversation: HistoryConversation;
}

/** In the order of the people. */
export function useEarlierTalk(people: () => readonly PersonUri[]): ComputedRef<readonly EarlierTalk[]> {
  const status = useHistoryStatus();
  const found = shallowRef<ReadonlyMap<PersonUri, HistoryConversation>>(new Map());
  const asked = new Set<PersonUri>();

  async function look(uri: PersonUri): Promise<void> {
    try {
      const [latest] = await invoke('history:conversations', { person: uri, kind: 'conversation', limit: 1 });
      if (latest) found.value = new Map(found.value).set(uri, latest);
    } catch {
      // It is a help, not a need; chosen again, they are looked for again.
      asked.delete(uri);
    }
  }

  watch(
    [people, () => status.value?.isKept],
    ([uris, isKept]) => {
      if (isKept !== true) return;
      for (const uri of uris) {
        if (asked.has(uri)) continue;
        asked.add(uri);
        void look(uri);
      }
    },
    { immediate: true },
  );

  return computed(() =>
    people().flatMap((uri) => {
      const conversation = status.value?.isKept ? found.value.get(uri) : undefined;
      return conversation ? [{ uri, conversation }] : [];
    }),
  );
}
