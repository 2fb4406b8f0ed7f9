// The list while something is searched. Pure.
import type { SearchHit } from '../../shared/domain/contact';
import type { PersonUri } from '../../shared/domain/person';
import type { Recent } from '../recents/recents';
import type { ContactEntry } from './contact-entries';
import { pushRecents, type DirectoryState, type HintRow, type ListRow, type SectionRow } from './contact-rows';
import { rankFound } from './search-rank';
import { searchText, textMatcher, type SearchText } from './search-text';

/** Recents while something is searched, with the titles they are shown under. */
export interface SearchedRecents {
  readonly all: readonly Recent[];
  readonly titleOf: (recent: Recent) => string;
}

/**
 * Contacts at once, then conversations, the directory below as it answers. That none of the contacts fits is said only where nothing
 * else was found either: whoever has searched looks for somebody, wherever they are.
 */
export function searchRows(
  query: string,
  entries: readonly ContactEntry[],
  directory: DirectoryState,
  self?: PersonUri,
  recents?: SearchedRecents,
): readonly ListRow[] {
  const matches = textMatcher(query);
  const found = rankFound(query, entries);
  const listed = urisOf(entries);
  const isKnown = (uri: PersonUri): boolean => uri === self || listed.has(uri);
  const hits = directory.kind === 'found' ? directory.results.hits.filter((hit) => !isKnown(hit.uri)) : [];
  const spoken =
    recents?.all.filter((recent) => isFoundBeside(recent, recents.titleOf(recent), matches, isKnown)) ?? [];
  const saysContacts = found.length > 0 || spoken.length + hits.length === 0;
  const setSize = Number(saysContacts) + Number(spoken.length > 0) + 1;
  const rows: ListRow[] = [];
  let position = 0;
  const section = (key: SectionRow['key'], total: number, online: number): void => {
    position += 1;
    rows.push({ kind: 'section', key, isExpanded: true, online, total, position, setSize });
  };

  if (saysContacts) {
    const online = found.reduce((sum, { entry }) => sum + Number(entry.isOnline), 0);
    section('found', found.length, online);
  }
  if (saysContacts && found.length === 0)
    rows.push({ kind: 'hint', key: 'found/none', section: 'found', hint: 'none-found' });
  found.forEach(({ entry, field }, index) =>
    rows.push({
      kind: 'contact',
      key: `found/${entry.uri}`,
      section: 'found',
      entry,
      foundBy: field,
      position: index + 1,
      setSize: found.length,
    }),
  );

  if (recents && spoken.length > 0) {
    section('recents', spoken.length, 0);
    pushRecents(rows, spoken, recents.titleOf, spoken.length);
  }

  section('directory', hits.length, 0);
  pushHits(rows, hits);
  const hint = directoryHint(directory, hits.length);
  if (hint) {
    const failure = directory.kind === 'failed' ? { failure: directory.failure } : {};
    rows.push({ kind: 'hint', key: `directory/${hint}`, section: 'directory', hint, ...failure });
  }
  return rows;
}

/** Kept as long as the list is the same: a search is done anew with every key. */
const kept = new WeakMap<readonly ContactEntry[], ReadonlySet<PersonUri>>();

function urisOf(entries: readonly ContactEntry[]): ReadonlySet<PersonUri> {
  let known = kept.get(entries);
  if (!known) kept.set(entries, (known = new Set(entries.map(({ uri }) => uri))));
  return known;
}

function pushHits(rows: ListRow[], hits: readonly SearchHit[]): void {
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
}

/** Not a talk with one who is found already: they are one row of the list, and lead to it. By its subject it is found in any case. */
function isFoundBeside(
  recent: Recent,
  title: string,
  matches: (text: SearchText) => boolean,
  isKnown: (uri: PersonUri) => boolean,
): boolean {
  const subject = recent.kind === 'call' ? recent.caller.subject : recent.conversation.subject;
  if (subject !== undefined && matches(searchText(subject))) return true;
  if (recent.kind === 'call') return false;
  const { participants, inviter } = recent.conversation;
  const isWithOne = participants.length <= 1;
  return !(isWithOne && isKnown(participants[0]?.uri ?? inviter)) && matches(searchText(title));
}

function directoryHint(directory: DirectoryState, shown: number): HintRow['hint'] | undefined {
  switch (directory.kind) {
    case 'idle':
      return 'type-more';
    case 'searching':
      return 'searching';
    case 'waiting':
      return 'directory-waits';
    case 'failed':
      return 'directory-failed';
    case 'found':
      if (directory.results.more) return 'more-in-directory';
      return shown === 0 ? 'none-in-directory' : undefined;
  }
}
