// Which conversations stand above the contacts, in which order, under which title. Pure.
import type { Call, Conversation } from '../../shared/domain/conversation';
import type { Model } from '../../shared/domain/model';
import { displayName } from '../model/person-view';

/** Invitations that wait for the local user; shown as cards. Oldest first: who came first is answered first. */
export function incomingInvitations(model: Model): readonly Conversation[] {
  return [...model.conversations.values()]
    .filter(({ state, direction }) => state === 'invited' && direction === 'incoming')
    .sort((a, b) => a.startedAt - b.startedAt);
}

/** Conversations that go on, and ended ones with something unread, missed ones among them. Unread first, then the latest. */
export function openConversations(model: Model): readonly Conversation[] {
  return [...model.conversations.values()]
    .filter(({ state, unread }) => state !== 'invited' && (state !== 'ended' || unread > 0))
    .sort((a, b) => Number(b.unread > 0) - Number(a.unread > 0) || b.lastActivityAt - a.lastActivityAt);
}

/** Calls that nobody answered and nobody has looked at since. Latest first. */
export function missedCalls(model: Model): readonly Call[] {
  return [...model.calls.values()].filter(({ isUnseen }) => isUnseen).sort((a, b) => b.at - a.at);
}

/** The names of the others; the subject stands below. */
export function conversationTitle(model: Model, conversation: Conversation, list: (names: string[]) => string): string {
  const names = conversation.participants.map(({ uri, name }) => displayName(model, uri, name));
  return names.length === 0 ? displayName(model, conversation.inviter) : list(names);
}
