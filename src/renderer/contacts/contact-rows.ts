// What the list draws, row by row: sections that fold, contacts in them, people found in the directory. Pure.
import type { AccessLevel, Group, GroupId, SearchHit, SearchResults } from '../../shared/domain/contact';
import type { Failure } from '../../shared/domain/failure';
import type { ContactOrder } from '../../shared/contact-view';
import { availabilities, canBeWrittenTo, type PersonUri } from '../../shared/domain/person';
import { shownAtOnce, type Recent } from '../recents/recents';
import type { ContactEntry } from './contact-entries';
import type { SearchedField } from './search-rank';

/** People in the view by availability: what somebody who wants to reach one of them tells apart. */
export const availabilityParts = ['available', 'busy', 'do-not-disturb', 'away', 'offline', 'unknown'] as const;
export type AvailabilityPart = (typeof availabilityParts)[number];

/** `none`: no level names them. */
export type LevelPart = AccessLevel | 'none';

export type SectionId =
  | `group-${GroupId}`
  | `availability-${AvailabilityPart}`
  | `access-${LevelPart}`
  | 'tagged'
  | 'recents'
  | 'found'
  | 'directory';

export interface SectionRow {
  readonly kind: 'section';
  readonly key: SectionId;
  /** Of these three at most one: what the section is about. */
  readonly group?: Group;
  readonly availability?: AvailabilityPart;
  readonly level?: LevelPart;
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
  /** While something is searched: what has to be shown for anybody to see why they were found. */
  readonly foundBy?: SearchedField;
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
    | 'all-offline'
    | 'nobody-tagged'
    | 'no-recents'
    | 'none-found'
    | 'type-more'
    | 'searching'
    | 'directory-waits'
    | 'none-in-directory'
    | 'more-in-directory'
    | 'directory-failed';
  readonly failure?: Failure;
}

export type ListRow = SectionRow | RecentRow | MoreRow | ContactRow | HitRow | HintRow;

export type DirectoryState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'searching' }
  /** There is no connection; it is searched as soon as there is. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'found'; readonly results: SearchResults }
  | { readonly kind: 'failed'; readonly failure: Failure };

/**
 * The groups in their order: those of `own` as they stand there, the others after them by name, the default group last. An empty default
 * group is not shown beside others.
 */
export function orderGroups(groups: Iterable<Group>, locale?: string, own: readonly GroupId[] = []): readonly Group[] {
  const { compare } = new Intl.Collator(locale, { sensitivity: 'base', numeric: true });
  const places = new Map(own.map((id, at) => [id, at]));
  const placeOf = ({ id }: Group): number => places.get(id) ?? own.length;
  return [...groups].sort(
    (a, b) =>
      Number(a.isDefault) - Number(b.isDefault) || placeOf(a) - placeOf(b) || compare(a.name, b.name) || a.id - b.id,
  );
}

/** Stands in where the server has no default group: a contact in no group that we know must not vanish. */
export const ungroupedId = -1;
const ungrouped: Group = { id: ungroupedId, name: '~', isDefault: true, isDistribution: false };

/** With other contacts among them, also where the server has no group for those. */
export function withOther(groups: readonly Group[]): readonly Group[] {
  return groups.some(({ isDefault }) => isDefault) ? groups : [...groups, ungrouped];
}

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

/** How people stand in a section, and who is left out. */
export interface Look {
  readonly order: ContactOrder;
  /** Who is known to be offline; of whom nothing is known may be there. */
  readonly hidesOffline: boolean;
}
const plainLook: Look = { order: 'online', hidesOffline: false };

/** A section before its rows are made. */
export interface Part extends Pick<SectionRow, 'key' | 'group' | 'availability' | 'level'> {
  readonly members: readonly ContactEntry[];
  /** What is said where nobody is in it; absent: its head says enough. */
  readonly emptyHint?: HintRow['hint'];
}

/** `before`: so many sections stand above. */
export function partRows(
  parts: readonly Part[],
  isFolded: (key: SectionId) => boolean,
  look: Look,
  before = 0,
): readonly ListRow[] {
  const rows: ListRow[] = [];
  parts.forEach(({ members, emptyHint, ...head }, index) => {
    const { key } = head;
    const isExpanded = !isFolded(key);
    rows.push({
      kind: 'section',
      ...head,
      isExpanded,
      online: members.reduce((sum, entry) => sum + Number(entry.isOnline), 0),
      total: members.length,
      position: before + index + 1,
      setSize: before + parts.length,
    });
    if (!isExpanded) return;
    const shown = inOrder(look.hidesOffline ? members.filter(isNotOffline) : members, look.order);
    if (shown.length === 0) {
      const hint = members.length === 0 ? emptyHint : 'all-offline';
      if (hint) rows.push({ kind: 'hint', key: `${key}/empty`, section: key, hint });
    }
    shown.forEach((entry, at) =>
      rows.push({
        kind: 'contact',
        key: `${key}/${entry.uri}`,
        section: key,
        entry,
        position: at + 1,
        setSize: shown.length,
      }),
    );
  });
  return rows;
}

const isNotOffline = ({ presence }: ContactEntry): boolean => presence.availability !== 'offline';
const placeOfAvailability = new Map(availabilities.map((availability, at) => [availability, at]));

/** `entries` are by name. */
function inOrder(entries: readonly ContactEntry[], order: ContactOrder): readonly ContactEntry[] {
  if (order === 'name') return entries;
  const piles: ContactEntry[][] = [];
  for (const entry of entries) {
    const pile = order === 'online' ? Number(!entry.isOnline) : placeOfAvailability.get(entry.presence.availability)!;
    (piles[pile] ??= []).push(entry);
  }
  return piles.flat();
}

/** The list by groups. A contact stands in each of its groups, and in the default one if it is in none that is known. */
export function groupRows(
  groups: readonly Group[],
  entries: readonly ContactEntry[],
  collapsed: ReadonlySet<GroupId>,
  before = 0,
  look: Look = plainLook,
): readonly ListRow[] {
  const parts = groupParts(groups, entries);
  const folded = new Set<SectionId>([...collapsed].map((id): SectionId => `group-${id}`));
  return partRows(parts, (key) => folded.has(key), look, before);
}

function groupParts(groups: readonly Group[], entries: readonly ContactEntry[]): readonly Part[] {
  const fallback = groups.find((group) => group.isDefault) ?? ungrouped;
  const all = withOther(groups);
  const members = new Map(all.map((group) => [group.id, [] as ContactEntry[]]));
  for (const entry of entries) {
    const own = entry.contact.groupIds.filter((id) => members.has(id));
    const ids = own.length > 0 ? own : [fallback.id];
    for (const id of ids) members.get(id)!.push(entry);
  }
  return all.flatMap((group): readonly Part[] => {
    const inGroup = members.get(group.id)!;
    const isOnlyGroup = groups.length === 1 && group !== ungrouped;
    if (group.isDefault && !isOnlyGroup && inGroup.length === 0) return [];
    return [{ key: `group-${group.id}`, group, members: inGroup, emptyHint: 'empty-group' }];
  });
}

/** Those in a group who can be written to. */
export function groupRecipients(
  group: Group,
  groups: readonly Group[],
  entries: readonly ContactEntry[],
): readonly PersonUri[] {
  const part = groupParts(groups, entries).find((each) => each.group?.id === group.id);
  return inOrder(part?.members ?? [], 'online').flatMap(({ uri }) => (canBeWrittenTo(uri) ? [uri] : []));
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

export function pushRecents(
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
