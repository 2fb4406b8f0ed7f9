// The state of the contact list in this window: what is searched, what is folded, what went wrong; and what can be done.
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import type { GroupId, SearchHit } from '../../shared/domain/contact';
import { failureOfError, type Failure } from '../../shared/domain/failure';
import { canBeWrittenTo, type PersonUri } from '../../shared/domain/person';
import { maxChosen, maxPeople } from '../../shared/ipc/values';
import { invoke } from '../bridge';
import { useModelStore } from '../model/model-store';
import { useRecentsStore } from '../recents/recents-store';
import { useSettingsStore } from '../settings/settings-store';
import { contactSorter } from './contact-entries';
import { groupRows, orderGroups, recentRows, searchRows, type DirectoryState, type ListRow } from './contact-rows';
import { directorySearch } from './directory-search';

/** Something that was asked for and did not happen. */
export interface Problem {
  readonly title: string;
  readonly failure?: Failure;
}

export const useContactsStore = defineStore('contacts', () => {
  const store = useModelStore();
  const { t, locale } = useI18n({ useScope: 'global' });

  const query = ref('');
  const directory = shallowRef<DirectoryState>({ kind: 'idle' });
  const preferences = useSettingsStore();
  const collapsed = shallowRef<ReadonlySet<GroupId>>(new Set());
  const takeCollapsed = (): void => void (collapsed.value = new Set(preferences.settings.collapsedGroups));
  watch(() => preferences.settings.collapsedGroups, takeCollapsed, { immediate: true });
  const problem = shallowRef<Problem>();
  /** People who are being added just now. */
  const adding = shallowRef<ReadonlySet<PersonUri>>(new Set());

  const sorter = computed(() => contactSorter(locale.value));
  const entries = computed(() => sorter.value(store.model));
  const groups = computed(() => orderGroups(store.groups.values(), locale.value));
  const isSearching = computed(() => query.value.trim() !== '');
  const recents = useRecentsStore();
  /** Nobody to list: what is said of that stands in the place of the groups. */
  const isEmpty = computed(() => store.contacts.size === 0 && store.groups.size <= 1 && !isSearching.value);
  const groupPart = computed(() => groupRows(groups.value, entries.value, collapsed.value, 1));
  const recentPart = computed(() => {
    const first = groupPart.value.find((row) => row.kind === 'section');
    const sections = !isEmpty.value && first?.kind === 'section' ? first.setSize : 1;
    const { shown, all, hiddenUnread, isCollapsed, showsAll, titleOf } = recents;
    return recentRows({ shown, total: all.length, hiddenUnread, isCollapsed, showsAll, titleOf }, sections);
  });
  const rows = computed<readonly ListRow[]>(() => {
    if (isSearching.value) return searchRows(query.value, entries.value, directory.value, store.self?.uri, recents);
    if (!isEmpty.value) return [...recentPart.value, ...groupPart.value];
    return recents.all.length > 0 ? recentPart.value : [];
  });

  const { search } = directorySearch(
    async (text) => {
      const { hits, more } = await invoke('directory:search', text);
      // Results come without presence (4.17): one question for all. Without an answer it stays unknown, which is what is shown then.
      const strangers = hits.flatMap(({ uri }) => (store.contacts.has(uri) || !canBeWrittenTo(uri) ? [] : [uri]));
      if (strangers.length > 0) void invoke('presence:query', strangers).catch(() => undefined);
      return { more, hits: hits.map((hit) => ({ ...hit, name: store.nameOf(hit.uri, hit.name) })) };
    },
    (state) => (directory.value = state),
    failureOfError,
  );
  watch(query, (text) => search(text));

  function toggleGroup(id: GroupId, isExpanded: boolean): void {
    const next = new Set(collapsed.value);
    if (isExpanded) next.delete(id);
    else next.add(id);
    collapsed.value = next;
    // What is folded is a habit of the reader's: where it cannot be kept it is not worth a word.
    void preferences.update({ collapsedGroups: [...next] }).catch(() => undefined);
  }

  /** Runs a call; if it fails, the list says so under this title. */
  async function attempt(title: string, run: () => Promise<unknown>): Promise<boolean> {
    problem.value = undefined;
    try {
      await run();
      return true;
    } catch (error) {
      const failure = failureOfError(error);
      if (failure.code !== 'cancelled') problem.value = { title, failure };
      return false;
    }
  }

  /** With those of them who can be written to. */
  async function startConversation(people: readonly PersonUri[]): Promise<void> {
    const to = people.filter(canBeWrittenTo);
    if (to.length === 0 && people.length > 0) {
      problem.value = { title: t('contacts.problem.cannotWrite') };
      return;
    }
    if (to.length > maxChosen) {
      problem.value = { title: t('contacts.problem.tooMany', { n: maxPeople - 1 }) };
      return;
    }
    const [only, second] = to;
    await attempt(t('contacts.problem.open'), () =>
      only !== undefined && second === undefined
        ? invoke('window:open-thread-with', { uri: only })
        : invoke('window:open-invitation', { to: [...to] }),
    );
  }

  async function addContact(hit: Pick<SearchHit, 'uri' | 'name'>): Promise<void> {
    if (adding.value.has(hit.uri)) return;
    adding.value = new Set([...adding.value, hit.uri]);
    const fallback = groups.value.find((group) => group.isDefault);
    await attempt(t('contacts.problem.add', { name: hit.name }), () =>
      invoke('contact:add', { uri: hit.uri, name: hit.name, groupIds: fallback ? [fallback.id] : [] }),
    );
    adding.value = new Set([...adding.value].filter((uri) => uri !== hit.uri));
  }

  return {
    query,
    directory,
    problem,
    adding,
    entries,
    groups,
    isSearching,
    isEmpty,
    rows,
    toggleGroup,
    attempt,
    startConversation,
    addContact,
  };
});
