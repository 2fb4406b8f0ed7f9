// At which level somebody stands with the local user.
import type { AccessLevel, AccessLevelMembers } from './contact';
import type { PersonUri } from './person';

/** The level that names this very person; people without one get theirs from their network (protocol.md 5.3). */
export function accessLevelOf(uri: PersonUri, levels: readonly AccessLevelMembers[]): AccessLevel | undefined {
  return levels.find(({ members }) => members.some((member) => member.type === 'uri' && sameUri(member.value, uri)))
    ?.level;
}

function sameUri(value: string | undefined, uri: PersonUri): boolean {
  return value?.replace(/^sip:/iu, '').toLowerCase() === uri.replace(/^sip:/iu, '').toLowerCase();
}
