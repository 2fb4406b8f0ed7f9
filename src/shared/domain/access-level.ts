// At which level somebody stands with the local user.
import type { Policy } from './connection';
import type { AccessLevel, AccessLevelMembers } from './contact';
import type { Person, PersonUri } from './person';

/** The level that names this very person; people without one get theirs from their network (protocol.md 5.3). */
export function accessLevelOf(uri: PersonUri, levels: readonly AccessLevelMembers[]): AccessLevel | undefined {
  return levels.find(({ members }) => members.some((member) => member.type === 'uri' && sameUri(member.value, uri)))
    ?.level;
}

/** As `accessLevelOf` would say of each: to ask it ten thousand times takes too long. The result is asked with any spelling of an address. */
export function accessLevelsByUri(levels: readonly AccessLevelMembers[]): (uri: PersonUri) => AccessLevel | undefined {
  const found = new Map<string, AccessLevel>();
  for (const { level, members } of levels) {
    for (const { type, value } of members) {
      if (type === 'uri' && value !== undefined && !found.has(plain(value))) found.set(plain(value), level);
    }
  }
  return (uri) => found.get(plain(uri));
}

/** Whether the server shows the same to everybody who is let in: then a level says nothing of what they see. */
export const showsAllTheSame = ({ lacks }: Pick<Policy, 'lacks'>): boolean => lacks.includes('accessLevels');

/** Which words about a level are true at this server: `contacts.access.{level}.{these}`. */
export const levelWords = (policy: Pick<Policy, 'lacks'>): LevelWords =>
  showsAllTheSame(policy) ? 'sameHint' : 'hint';
export type LevelWords = 'hint' | 'sameHint';

/** Why somebody stands where they stand. `nothing`: in no level at all, which shows hardly anything. */
export type AccessReason = 'uri' | 'domain' | 'network' | 'everyone' | 'nothing';

export interface GivenAccess {
  /** Absent: in none. */
  readonly level?: AccessLevel;
  readonly by: AccessReason;
}

const highestFirst: readonly AccessLevel[] = ['blocked', 'personal', 'team', 'company', 'public'];

/**
 * An entry for the very person beats all others, otherwise the highest level that has them (5.3). Undefined: it hangs on the network they
 * are of, which is not known.
 */
export function givenAccess(
  { uri, sourceNetwork }: Pick<Person, 'uri' | 'sourceNetwork'>,
  levels: readonly AccessLevelMembers[],
): GivenAccess | undefined {
  const own = accessLevelOf(uri, levels);
  if (own) return { level: own, by: 'uri' };
  const domain = uri.slice(uri.lastIndexOf('@') + 1).toLowerCase();
  for (const level of highestFirst) {
    const members = levels.find((each) => each.level === level)?.members ?? [];
    for (const { type, value } of members) {
      if (type === 'domain' && value?.toLowerCase() === domain) return { level, by: 'domain' };
      if (type === 'everyone') return { level, by: 'everyone' };
      if (type === 'uri' || type === 'domain') continue;
      if (sourceNetwork === undefined) return undefined;
      if (type === sourceNetwork) return { level, by: 'network' };
    }
  }
  return { by: 'nothing' };
}

function sameUri(value: string | undefined, uri: PersonUri): boolean {
  return value !== undefined && plain(value) === plain(uri);
}

const plain = (uri: string): string => uri.replace(/^sip:/iu, '').toLowerCase();
