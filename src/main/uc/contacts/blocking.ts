// What blocking means for what goes on already. The levels say what somebody sees (protocol.md 5.3); no request ends a conversation for
// it, so that it would go on: it is left like any other (6.7), and the thread stays. Pure.
import { accessLevelOf, givenAccess } from '../../../shared/domain/access-level';
import type { AccessLevelMembers, AccessMember } from '../../../shared/domain/contact';
import type { Conversation, ConversationId } from '../../../shared/domain/conversation';
import type { Model } from '../../../shared/domain/model';
import type { PersonUri } from '../../../shared/domain/person';

/**
 * Those in which nobody is but people whom an entry blocks that these levels have and those of before had not, and what such people have
 * asked us to. Who has merely left another level, perhaps on the way to a third, is nobody whom somebody has blocked: the server tells of
 * one level at a time (4.13), and their network may be blocked.
 */
export function talksWithBlocked(model: Model, levels: readonly AccessLevelMembers[]): readonly ConversationId[] {
  const isBlocked = (uri: PersonUri, by: readonly AccessLevelMembers[]): boolean =>
    givenAccess(model.people.get(uri) ?? { uri }, by)?.level === 'blocked';
  const before = blockedBy(model.accessLevels);
  const come = blockedBy(levels).filter((member) => !before.some((known) => isSame(known, member)));
  const asOnlyThose: readonly AccessLevelMembers[] = [{ level: 'blocked', members: come }];
  const isNewlyBlocked = (uri: PersonUri): boolean => {
    if (come.length === 0 || !isBlocked(uri, levels)) return false;
    // Whoever is named now is meant, even where they fell to their network on the way.
    if (accessLevelOf(uri, asOnlyThose)) return true;
    return isBlocked(uri, asOnlyThose) && !isBlocked(uri, model.accessLevels);
  };
  const ends = ({ state, inviter, participants }: Conversation): boolean => {
    if (state === 'ended') return false;
    if (state === 'invited' && isNewlyBlocked(inviter)) return true;
    // Others talk on in a conference, and they see who is in it.
    const isAlone = participants.length > 0 && participants.every(({ uri }) => isBlocked(uri, levels));
    return isAlone && participants.some(({ uri }) => isNewlyBlocked(uri));
  };
  return [...model.conversations.values()].filter(ends).map(({ id }) => id);
}

const blockedBy = (levels: readonly AccessLevelMembers[]): readonly AccessMember[] =>
  levels.find(({ level }) => level === 'blocked')?.members ?? [];

const isSame = (one: AccessMember, other: AccessMember): boolean =>
  one.type === other.type && one.value === other.value;
