// What the list draws, row by row: sections that fold, contacts in them, people found in the directory. Pure.
import type { Group, GroupId, SearchHit, SearchResults } from '../../shared/domain/contact';
import type { Failure } from '../../shared/domain/failure';
import { canBeWrittenTo, type PersonUri } from '../../shared/domain/person';
import { shownAtOnce, type Recent } from '../recents/recents';
import type { ContactEntry } from './contact-entries';
import { searchText, textMatcher, type SearchText } from './search-text';

export type SectionId = `group-${GroupId}` | 'recents' | 'found' | 'directory';

export interface SectionRow {
  readonly kind: 'section';
  readonly key: SectionId;
  /** Absent for Recents and for the sections of a search. */
  readonly group?: Group;
  readonly isExpanded: boolean;
  readonly online: number;
  readonly total: number;
  /** Of folded Recents: conversations in them with something to read. */
  readonly unread?: number;
  /** Place among the sections, from 1; for screen readers, since not all rows exist at a time. */
  readonly position: number;
  readonly setSize: number;
}

export interface ContactRow {
  readonly kind: 'contact';
  readonly key: string;
  readonly section: SectionId;
  readonly entry: ContactEntry;
  readonly position: number;
  readonly setSize: number;
}

export interface HitRow {
  readonly kind: 'hit';
  readonly key: string;
  readonly section: 'directory';
  readonly hit: SearchHit;
  readonly position: number;
  readonly setSize: number;
}

/** A conversation or a missed call of Recents. */
export interface RecentRow {
  readonly kind: 'recent';
  readonly key: string;
  readonly section: 'recents';
  readonly recent: Recent;
  readonly title: string;
  readonly position: number;
  readonly setSize: number;
}

/** Shows all of Recents, or the first of them again. */
export interface MoreRow {
  readonly kind: 'more';
  readonly key: 'recents/more';
  readonly section: 'recents';
  readonly showsAll: boolean;
  readonly total: number;
  /** How many of those that are not shown have something to read. */
  readonly unread: number;
  readonly position: number;
  readonly setSize: number;
}

/** Words in the place of rows: why there are none, or why there are not all. */
export interface HintRow {
  readonly kind: 'hint';
  readonly key: string;
  readonly section: SectionId;
  readonly hint:
    | 'empty-group'
    | 'no-recents'
    | 'none-found'
    | 'type-more'
    | 'searching'
    | 'none-in-directory'
    | 'more-in-directory'
    | 'directory-failed';
  readonly failure?: Failure;
}

export type ListRow = SectionRow | RecentRow | MoreRow | ContactRow | HitRow | HintRow;

export type DirectoryState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'searching' }
  | { readonly kind: 'found'; readonly results: SearchResults }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** The groups in their order: by name, the default group last. An empty default group is not shown beside others. */
export function orderGroups(groups: Iterable<Group>, locale?: string): readonly Group[] {
  const { compare } = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  return [...groups].sort(
    (a, b) => Number(a.isDefault) - Number(b.isDefault) || compare(a.name, b.name) || a.id - b.id,
  );
}

/** Stands in where the server has no default group: a contact in no group that we know must not vanish. */
const ungrouped: Group = { id: -1, name: '~', isDefault: true, isDistribution: false };

/** What of Recents is drawn. */
export interface ShownRecents {
  readonly shown: readonly Recent[];
  readonly total: number;
  /** Conversations with something to read that are not shown. */
  readonly hiddenUnread: number;
  readonly isCollapsed: boolean;
  readonly showsAll: boolean;
  readonly titleOf: (recent: Recent) => string;
}

/** The first section of the list. `sections`: how many there are in all. */
export function recentRows(recents: ShownRecents, sections: number): readonly ListRow[] {
  const { shown, total, hiddenUnread, isCollapsed, showsAll, titleOf } = recents;
  const key = 'recents';
  const rows: ListRow[] = [
    {
      kind: 'section',
      key,
      isExpanded: !isCollapsed,
      online: 0,
      total,
      ...(isCollapsed && { unread: hiddenUnread }),
      position: 1,
      setSize: sections,
    },
  ];
  if (isCollapsed) return rows;
  if (total === 0) rows.push({ kind: 'hint', key: 'recents/none', section: key, hint: 'no-recents' });
  // What is shown in any case needs no word.
  const hasMore = shown.length < total || (showsAll && total > shownAtOnce);
  const setSize = shown.length + Number(hasMore);
  pushRecents(rows, shown, titleOf, setSize);
  if (hasMore)
    rows.push({
      kind: 'more',
      key: 'recents/more',
      section: key,
      showsAll,
      total,
      unread: hiddenUnread,
      position: setSize,
      setSize,
    });
  return rows;
}

/** The list by groups: online contacts first, then by name, as `entries` are. `before`: so many sections stand above. */
export function groupRows(
  groups: readonly Group[],
  entries: readonly ContactEntry[],
  collapsed: ReadonlySet<GroupId>,
  before = 0,
): readonly ListRow[] {
  const fallback = groups.find((group) => group.isDefault) ?? ungrouped;
  const all = groups.includes(fallback) ? groups : [...groups, fallback];
  const members = new Map(
    all.map((group) => [group.id, { online: [] as ContactEntry[], others: [] as ContactEntry[] }]),
  );
  for (const entry of entries) {
    const own = entry.contact.groupIds.filter((id) => members.has(id));
    const ids = own.length > 0 ? own : [fallback.id];
    for (const id of ids) members.get(id)![entry.isOnline ? 'online' : 'others'].push(entry);
  }
  const shown = all.filter((group) => {
    const { online, others } = members.get(group.id)!;
    const isOnlyGroup = groups.length === 1 && group !== ungrouped;
    return !group.isDefault || isOnlyGroup || online.length + others.length > 0;
  });
  const rows: ListRow[] = [];
  shown.forEach((group, index) => {
    const { online, others } = members.get(group.id)!;
    const section: SectionId = `group-${group.id}`;
    const total = online.length + others.length;
    const isExpanded = !collapsed.has(group.id);
    rows.push({
      kind: 'section',
      key: section,
      group,
      isExpanded,
      online: online.length,
      total,
      position: before + index + 1,
      setSize: before + shown.length,
    });
    if (!isExpanded) return;
    if (total === 0) rows.push({ kind: 'hint', key: `${section}/empty`, section, hint: 'empty-group' });
    pushContacts(rows, section, online, 0, total);
    pushContacts(rows, section, others, online.length, total);
  });
  return rows;
}

/** Those in a group who can be written to. */
export function groupRecipients(
  group: Group,
  groups: readonly Group[],
  entries: readonly ContactEntry[],
): readonly PersonUri[] {
  const section: SectionId = `group-${group.id}`;
  return groupRows(groups, entries, new Set()).flatMap((row) =>
    row.kind === 'contact' && row.section === section && canBeWrittenTo(row.entry.uri) ? [row.entry.uri] : [],
  );
}

/** Recents while something is searched, with the titles they are shown under. */
export interface SearchedRecents {
  readonly all: readonly Recent[];
  readonly titleOf: (recent: Recent) => string;
}

/** The list while something is searched: contacts at once, then conversations, the directory below as it answers. */
export function searchRows(
  query: string,
  entries: readonly ContactEntry[],
  directory: DirectoryState,
  self?: PersonUri,
  recents?: SearchedRecents,
): readonly ListRow[] {
  const matches = textMatcher(query);
  const found = entries.filter((entry) => matches(textOf(entry)));
  const online = found.filter((entry) => entry.isOnline);
  const known = new Set([self, ...entries.map((entry) => entry.uri)]);
  const hits = directory.kind === 'found' ? directory.results.hits.filter((hit) => !known.has(hit.uri)) : [];
  const spoken = recents?.all.filter((recent) => isFoundBeside(recent, recents.titleOf(recent), matches, known)) ?? [];
  const section = (key: SectionId, position: number, total: number, isOnlineCount: number): SectionRow => ({
    kind: 'section',
    key,
    isExpanded: true,
    online: isOnlineCount,
    total,
    position,
    setSize: spoken.length > 0 ? 3 : 2,
  });

  const rows: ListRow[] = [section('found', 1, found.length, online.length)];
  if (found.length === 0) rows.push({ kind: 'hint', key: 'found/none', section: 'found', hint: 'none-found' });
  pushContacts(rows, 'found', online, 0, found.length);
  pushContacts(
    rows,
    'found',
    found.filter((entry) => !entry.isOnline),
    online.length,
    found.length,
  );

  if (recents && spoken.length > 0) {
    rows.push(section('recents', 2, spoken.length, 0));
    pushRecents(rows, spoken, recents.titleOf, spoken.length);
  }

  rows.push(section('directory', spoken.length > 0 ? 3 : 2, hits.length, 0));
  hits.forEach((hit, index) =>
    rows.push({
      kind: 'hit',
      key: `directory/${hit.uri}`,
      section: 'directory',
      hit,
      position: index + 1,
      setSize: hits.length,
    }),
  );
  const hint = directoryHint(directory, hits.length);
  if (hint) {
    const failure = directory.kind === 'failed' ? { failure: directory.failure } : {};
    rows.push({ kind: 'hint', key: `directory/${hint}`, section: 'directory', hint, ...failure });
  }
  return rows;
}

/** The person of a row, if it is one. */
export function uriOf(row: ListRow | undefined): PersonUri | undefined {
  if (row?.kind === 'contact') return row.entry.uri;
  if (row?.kind === 'hit') return row.hit.uri;
  return undefined;
}

export function nameOf(row: ListRow | undefined): string {
  if (row?.kind === 'contact') return row.entry.name;
  if (row?.kind === 'hit') return row.hit.name;
  if (row?.kind === 'recent') return row.title;
  if (row?.kind === 'section') return row.group?.name ?? '';
  return '';
}

/** What is searched of a contact, kept as long as its entry: folding ten thousand names takes longer than looking through them. */
const texts = new WeakMap<ContactEntry, SearchText>();

function textOf(entry: ContactEntry): SearchText {
  let text = texts.get(entry);
  if (!text) texts.set(entry, (text = searchText(entry.name, entry.uri)));
  return text;
}

/** Not a talk with one who is found already: they are one row of the list, and lead to it. By its subject it is found in any case. */
function isFoundBeside(
  recent: Recent,
  title: string,
  matches: (text: SearchText) => boolean,
  known: ReadonlySet<PersonUri | undefined>,
): boolean {
  const subject = recent.kind === 'call' ? recent.caller.subject : recent.conversation.subject;
  if (subject !== undefined && matches(searchText(subject))) return true;
  if (recent.kind === 'call') return false;
  const { participants, inviter } = recent.conversation;
  const isWithOne = participants.length <= 1;
  return !(isWithOne && known.has(participants[0]?.uri ?? inviter)) && matches(searchText(title));
}

function pushRecents(
  rows: ListRow[],
  recents: readonly Recent[],
  titleOf: (recent: Recent) => string,
  setSize: number,
): void {
  recents.forEach((recent, index) =>
    rows.push({
      kind: 'recent',
      key: `recents/${recent.kind}/${recent.id}`,
      section: 'recents',
      recent,
      title: titleOf(recent),
      position: index + 1,
      setSize,
    }),
  );
}

function directoryHint(directory: DirectoryState, shown: number): HintRow['hint'] | undefined {
  switch (directory.kind) {
    case 'idle':
      return 'type-more';
    case 'searching':
      return 'searching';
    case 'failed':
      return 'directory-failed';
    case 'found':
      if (directory.results.more) return 'more-in-directory';
      return shown === 0 ? 'none-in-directory' : undefined;
  }
}

function pushContacts(
  rows: ListRow[],
  section: SectionId,
  entries: readonly ContactEntry[],
  offset: number,
  setSize: number,
): void {
  entries.forEach((entry, index) =>
    rows.push({
      kind: 'contact',
      key: `${section}/${entry.uri}`,
      section,
      entry,
      position: offset + index + 1,
      setSize,
    }),
  );
}
