// The state of the contact list in this window: what is searched, what is folded, what went wrong; and what can be done.
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import type { GroupId, SearchHit } from '../../shared/domain/contact';
import { failureOfError, type Failure } from '../../shared/domain/failure';
import { canBeWrittenTo, type PersonUri } from '../../shared/domain/person';
import { maxChosen, maxPeople } from '../../shared/ipc/values';
import { invoke } from '../bridge';
import { useAwaitedStore } from '../model/awaited-store';
import { keepsPage } from '../model/kept-page';
import { useModelStore } from '../model/model-store';
import { useRecentsStore } from '../recents/recents-store';
import { useSettingsStore } from '../settings/settings-store';
import { behindFrame } from '../ui/behind-frame';
import { whenIdle } from '../ui/when-idle';
import type { Settings } from '../../shared/settings';
import { contactSorter } from './contact-entries';
import {
  groupRows,
  orderGroups,
  recentRows,
  type DirectoryState,
  type ListRow,
  type SectionId,
  type SectionRow,
} from './contact-rows';
import { directorySearch } from './directory-search';
import { readySearch } from './search-rank';
import { searchRows } from './search-rows';
import { accessRows, availabilityRows, taggedRows } from './view-rows';

/** Something that was asked for and did not happen. */
export interface Problem {
  readonly title: string;
  readonly failure?: Failure;
  /** Nothing was written that could be kept: why is said in the words of the list (`list-reason.ts`). */
  readonly isOfList?: boolean;
}

export const useContactsStore = defineStore('contacts', () => {
  const store = useModelStore();
  const awaited = useAwaitedStore();
  const { t, locale } = useI18n({ useScope: 'global' });

  /** As it stands in the field. */
  const query = ref('');
  /** What the list answers: every row may be another one. */
  const { value: searched, catchUp } = behindFrame(() => query.value);
  const directory = shallowRef<DirectoryState>({ kind: 'idle' });
  const preferences = useSettingsStore();
  const collapsed = shallowRef<ReadonlySet<GroupId>>(new Set());
  const takeCollapsed = (): void => void (collapsed.value = new Set(preferences.settings.collapsedGroups));
  watch(() => preferences.settings.collapsedGroups, takeCollapsed, { immediate: true });
  const collapsedSections = shallowRef<ReadonlySet<string>>(new Set());
  const takeSections = (): void => void (collapsedSections.value = new Set(preferences.settings.collapsedSections));
  watch(() => preferences.settings.collapsedSections, takeSections, { immediate: true });
  const problem = shallowRef<Problem>();
  let attempts = 0;
  keepsPage(() => attempts > 0 || problem.value !== undefined);
  /** A group that has just been made: to be brought into sight as soon as it has a row. */
  const newGroup = shallowRef<GroupId>();
  /** People who are being added just now. */
  const adding = shallowRef<ReadonlySet<PersonUri>>(new Set());
  const sorter = computed(() => contactSorter(locale.value));
  const entries = computed(() => sorter.value(store.model));
  /** For whoever is about to search: the texts of ten thousand people would make the second letter wait for the first search. */
  const getReady = whenIdle(() => readySearch(entries.value));
  const groups = computed(() => orderGroups(store.groups.values(), locale.value, preferences.settings.groupOrder));
  /** Levels are told in a session: before it nobody's is known, and the groups are. */
  const view = computed(() => {
    const { contactView } = preferences.settings;
    return contactView === 'access' && store.isSigningIn ? 'groups' : contactView;
  });
  const isSearching = computed(() => searched.value.trim() !== '');
  const recents = useRecentsStore();
  /** Nobody to list: what is said of that stands in the place of the groups. */
  const isEmpty = computed(() => store.contacts.size === 0 && store.groups.size <= 1 && !isSearching.value);
  /** What presence is worth nothing any more hides nobody. */
  const look = computed(() => ({
    order: preferences.settings.contactOrder,
    hidesOffline: preferences.settings.hideOffline && !store.isStale,
  }));
  const isFolded = computed(() => (key: SectionId) => collapsedSections.value.has(key));
  const accessLevels = computed(() => store.model.accessLevels);
  const peoplePart = computed<readonly ListRow[]>(() => {
    switch (view.value) {
      case 'groups':
        return groupRows(groups.value, entries.value, collapsed.value, 1, look.value);
      case 'availability':
        return availabilityRows(entries.value, isFolded.value, look.value, 1);
      case 'access':
        return accessRows(entries.value, accessLevels.value, isFolded.value, look.value, 1);
      case 'tagged':
        return taggedRows(entries.value, isFolded.value, look.value, 1);
      case 'recents':
        return [];
    }
  });
  const recentPart = computed(() => {
    const first = peoplePart.value.find((row) => row.kind === 'section');
    const sections = !isEmpty.value && first?.kind === 'section' ? first.setSize : 1;
    const { all, titleOf } = recents;
    // Where nothing else is shown, nothing of them is left out.
    if (view.value === 'recents')
      return recentRows(
        { shown: all, total: all.length, hiddenUnread: 0, isCollapsed: false, showsAll: false, titleOf },
        sections,
      );
    const { shown, hiddenUnread, isCollapsed, showsAll } = recents;
    return recentRows({ shown, total: all.length, hiddenUnread, isCollapsed, showsAll, titleOf }, sections);
  });
  const rows = computed<readonly ListRow[]>(() => {
    if (isSearching.value) return searchRows(searched.value, entries.value, directory.value, store.self?.uri, recents);
    if (!isEmpty.value) return [...recentPart.value, ...peoplePart.value];
    return recents.all.length > 0 ? recentPart.value : [];
  });

  const { search, connectionChanged } = directorySearch(
    async (text) => {
      const { hits, more } = await invoke('directory:search', text);
      // Results come without presence (4.17): one question for all. Without an answer it stays unknown, which is what is shown then.
      const strangers = hits.flatMap(({ uri }) => (store.contacts.has(uri) || !canBeWrittenTo(uri) ? [] : [uri]));
      if (strangers.length > 0) void invoke('presence:query', strangers).catch(() => undefined);
      return { more, hits: hits.map((hit) => ({ ...hit, name: store.nameOf(hit.uri, hit.name) })) };
    },
    (state) => (directory.value = state),
    failureOfError,
    () => !store.isLost,
  );
  watch(searched, (text) => search(text));
  watch(() => store.isLost, connectionChanged);
  // There is a connection again: that there was none is no news any more.
  watch(
    () => store.isLost,
    (isLost) => {
      if (!isLost && problem.value?.failure?.code === 'not-connected') problem.value = undefined;
    },
  );

  /** What is folded and how the list is looked at are habits of the reader's: where they cannot be kept that is not worth a word. */
  function keep(part: Partial<Settings>): void {
    void preferences.update(part).catch(() => undefined);
  }

  function canFold(row: SectionRow): boolean {
    // What was searched is looked at, and so is what was asked for alone.
    return !isSearching.value && !(row.key === 'recents' && view.value === 'recents');
  }

  function fold(row: SectionRow, isExpanded: boolean): void {
    if (!canFold(row)) return;
    if (row.key === 'recents') recents.fold(!isExpanded);
    else foldPeople([row], isExpanded);
  }

  /** All groups, or whatever else the list is parted by. */
  function foldAll(isExpanded: boolean): void {
    foldPeople(
      peoplePart.value.filter((row) => row.kind === 'section'),
      isExpanded,
    );
  }

  function foldPeople(sections: readonly SectionRow[], isExpanded: boolean): void {
    const nextGroups = new Set(collapsed.value);
    const nextSections = new Set(collapsedSections.value);
    for (const { key, group } of sections) {
      if (group && isExpanded) nextGroups.delete(group.id);
      else if (group) nextGroups.add(group.id);
      else if (isExpanded) nextSections.delete(key);
      else nextSections.add(key);
    }
    collapsed.value = nextGroups;
    collapsedSections.value = nextSections;
    keep({ collapsedGroups: [...nextGroups], collapsedSections: [...nextSections] });
  }

  /** Runs a call; if it fails, the list says so under this title. */
  async function attempt(title: string, run: () => Promise<unknown>, isOfList = false): Promise<boolean> {
    problem.value = undefined;
    attempts += 1;
    try {
      await run();
      return true;
    } catch (error) {
      const failure = failureOfError(error);
      if (failure.code !== 'cancelled') problem.value = { title, failure, isOfList };
      return false;
    } finally {
      attempts -= 1;
    }
  }

  /** With those of them who can be written to. Whether it could be opened. */
  async function startConversation(people: readonly PersonUri[]): Promise<boolean> {
    const to = people.filter(canBeWrittenTo);
    if (to.length === 0 && people.length > 0) {
      problem.value = { title: t('contacts.problem.cannotWrite') };
      return false;
    }
    if (to.length > maxChosen) {
      problem.value = { title: t('contacts.problem.tooMany', maxPeople - 1) };
      return false;
    }
    const [only, second] = to;
    const isOpen = await awaited.whenSignedIn(() =>
      attempt(t('contacts.problem.open'), () =>
        only !== undefined && second === undefined
          ? invoke('window:open-thread-with', { uri: only })
          : invoke('window:open-invitation', { to: [...to] }),
      ),
    );
    return isOpen === true;
  }

  async function addContact(hit: Pick<SearchHit, 'uri' | 'name'>): Promise<void> {
    if (adding.value.has(hit.uri)) return;
    adding.value = new Set([...adding.value, hit.uri]);
    const fallback = groups.value.find((group) => group.isDefault);
    const isAdded = await attempt(
      t('contacts.problem.add', { name: hit.name }),
      () => invoke('contact:add', { uri: hit.uri, name: hit.name, groupIds: fallback ? [fallback.id] : [] }),
      true,
    );
    adding.value = new Set([...adding.value].filter((uri) => uri !== hit.uri));
    if (isAdded) await answerAdded(hit);
  }

  /** Whoever is put on the list by hand, with all that was wanted of it, is answered: they need not be asked about. */
  async function answerAdded({ uri, name }: Pick<SearchHit, 'uri' | 'name'>): Promise<void> {
    if (!store.model.subscribers.has(uri)) return;
    await attempt(t('contacts.problem.add', { name }), () => invoke('subscribers:answer', { uri, name }), true);
  }

  return {
    query,
    searched,
    catchUp,
    getReady,
    newGroup,
    directory,
    problem,
    adding,
    entries,
    groups,
    isSearching,
    isEmpty,
    rows,
    view,
    canFold,
    fold,
    foldAll,
    keep,
    attempt,
    startConversation,
    addContact,
    answerAdded,
  };
});
