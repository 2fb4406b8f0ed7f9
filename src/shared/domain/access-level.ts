// At which level somebody stands with the local user.
import type { AccessLevel, AccessLevelMembers } from './contact';
import type { Person, PersonUri } from './person';

/** The level that names this very person; people without one get theirs from their network (protocol.md 5.3). */
export function accessLevelOf(uri: PersonUri, levels: readonly AccessLevelMembers[]): AccessLevel | undefined {
  return levels.find(({ members }) => members.some((member) => member.type === 'uri' && sameUri(member.value, uri)))
    ?.level;
}

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
  return value?.replace(/^sip:/iu, '').toLowerCase() === uri.replace(/^sip:/iu, '').toLowerCase();
}
