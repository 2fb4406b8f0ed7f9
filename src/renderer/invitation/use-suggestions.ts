// Who is offered while somebody types: contacts at once, people of the directory a moment later, each with the presence that they have.
import { computed, onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue';
import { failureOfError } from '../../shared/domain/failure';
import type { PersonUri } from '../../shared/domain/person';
import { maxRecipients } from '../../shared/ipc/values';
import { invoke } from '../bridge';
import { directorySearch } from '../contacts/directory-search';
import { useModelStore } from '../model/model-store';
import type { Chosen } from './chosen';
import { rankPeople, type Found } from './rank-people';

export interface SuggestionsOptions {
  readonly text: Ref<string>;
  readonly isOpen: Ref<boolean>;
  readonly chosen: Ref<readonly Chosen[]>;
  /** Who need not be offered. */
  readonly taken: Ref<ReadonlySet<PersonUri>>;
}

export function useSuggestions({ text, isOpen, chosen, taken }: SuggestionsOptions) {
  const store = useModelStore();
  const nobody: Found = { query: '', hits: [] };
  const found = shallowRef(nobody);
  const directory = ref<'idle' | 'searching' | 'waiting' | 'found' | 'more' | 'failed'>('idle');
  const suggestions = computed(() =>
    isOpen.value ? rankPeople(store.model, text.value, found.value, taken.value) : [],
  );

  const search = directorySearch(
    (query) => invoke('directory:search', query),
    (state) => {
      // Those found before stay until better ones are there, as far as they fit: the list does not flicker at every key.
      if (state.kind === 'idle' || state.kind === 'waiting' || state.kind === 'failed') found.value = nobody;
      if (state.kind === 'found') found.value = { query: text.value.trim(), hits: state.results.hits };
      directory.value = state.kind === 'found' && state.results.more ? 'more' : state.kind;
    },
    failureOfError,
    () => !store.isLost,
  );
  watch(() => store.isLost, search.connectionChanged);
  onBeforeUnmount(search.stop);
  watch(text, (now) => search.search(now));

  /** Whoever is shown and not known is asked after once, so that the dot tells the truth. */
  const asked = new Set<PersonUri>();
  watch(
    () => [...chosen.value.map(({ uri }) => uri), ...found.value.hits.map(({ uri }) => uri)],
    (uris) => {
      const unknown = uris.filter((uri) => !asked.has(uri) && !store.people.has(uri));
      if (unknown.length === 0 || !store.isOnline) return;
      for (const uri of unknown) asked.add(uri);
      // Presence is a help, not a need: without an answer it stays unknown.
      for (let start = 0; start < unknown.length; start += maxRecipients) {
        void invoke('presence:query', unknown.slice(start, start + maxRecipients)).catch(() => undefined);
      }
    },
    { immediate: true },
  );

  return { suggestions, directory };
}
