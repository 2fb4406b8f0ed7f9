// Who is chosen in the list, and what is done with all of them at once.
import { shallowRef, watch, type Ref } from 'vue';
import type { PersonUri } from '../../shared/domain/person';
import { useModelStore } from '../model/model-store';
import { uriOf, type ListRow } from './contact-rows';
import { useContactsStore } from './contacts-store';
import { groupIdOf } from './drop-target';
import type { Taken } from './people-change';
import { noSelection, select, selectMode, type Selection } from './selection';

/** `selected`: told of every change, and emptied from outside. */
export function useChosenPeople(rows: Readonly<Ref<readonly ListRow[]>>, selected: Ref<readonly PersonUri[]>) {
  const store = useModelStore();
  const contacts = useContactsStore();
  const selection = shallowRef<Selection>(noSelection);

  function choose(index: number, event: Parameters<typeof selectMode>[0]): void {
    selection.value = select(rows.value, selection.value, index, selectMode(event));
  }

  /**
   * All who are chosen if this row is one of them, else who is in it; with the groups that they were chosen in. Whoever stands in a row
   * that has gone by now is among them: it is said then that they are no contact any more.
   */
  function takenWith(row: ListRow | undefined): readonly Taken[] {
    const uri = uriOf(row);
    if (!row || uri === undefined || row.kind === 'section') return [];
    const { uris } = selection.value;
    if (uris.size > 1 && uris.has(uri)) return chosenPeople();
    return row.kind === 'contact' || store.contacts.has(uri) ? [{ uri, from: groupIdOf(row.section) }] : [];
  }

  function chosenPeople(): readonly Taken[] {
    const { uris, sections } = selection.value;
    return [...uris]
      .filter((each) => store.contacts.has(each))
      .map((each) => ({
        uri: each,
        from: groupIdOf(sections?.get(each)),
      }));
  }

  watch(selection, ({ uris }) => (selected.value = [...uris]));
  watch(selected, (uris) => {
    if (uris.length === 0 && selection.value.uris.size > 0) selection.value = noSelection;
  });
  // Who is not in the list any more is not chosen any more.
  watch(
    () => store.contacts,
    (known) => {
      const kept = [...selection.value.uris].filter((uri) => known.has(uri) || contacts.isSearching);
      if (kept.length !== selection.value.uris.size) selection.value = { ...selection.value, uris: new Set(kept) };
    },
  );
  watch(
    () => contacts.searched,
    () => (selection.value = noSelection),
  );

  return { selection, choose, takenWith, chosenPeople };
}
