// What a conversation is called: in the header, in the window's title and where several are typing. Pure.
import { takesMessages, type Conversation, type ConversationParticipant } from '../../shared/domain/conversation';
import type { Model } from '../../shared/domain/model';
import { listIn } from '../../shared/locales/lists';
import { displayName } from '../model/person-view';

/** The names of the others; of one whom everybody has left, who began it. The subject stands beside it. */
export function conversationTitle(model: Model, { participants, inviter }: Conversation, locale: string): string {
  const names = participants.map(({ uri, name }) => displayName(model, uri, name));
  return listIn(locale, names) || displayName(model, inviter);
}

export function windowTitle(names: readonly string[], unread: number, locale: string): string {
  const people = listIn(locale, names) || 'Parley';
  return unread > 0 ? `${people} (${unread})` : people;
}

/** Asked, and not there yet. Of a conversation that is over nobody is awaited any more. */
export function awaited({ state, participants }: Conversation): readonly ConversationParticipant[] {
  return state === 'ended' ? [] : participants.filter(({ isInvited }) => isInvited);
}

/** Who may change things for the others: only a presenter of a running conference (protocol.md 6.7). */
export function canModerate(conversation: Conversation): boolean {
  return conversation.isConference && conversation.ownRole === 'presenter' && isLive(conversation);
}

/** Messages pass, or will as soon as the change to a conference is done. */
function isLive({ state }: Conversation): boolean {
  return state === 'connected' || state === 'escalating';
}

export function canInvite(conversation: Conversation): boolean {
  if (!isLive(conversation)) return false;
  return !conversation.isConference || !conversation.locked || conversation.ownRole === 'presenter';
}

/** A conference goes on without us: one can go back in, unless one was sent out. */
export function canRejoin({ state, end, isConference, focusUri }: Conversation): boolean {
  return (
    state === 'ended' &&
    isConference &&
    focusUri !== undefined &&
    (end === 'left' || end === 'connection-lost' || end === 'signed-out' || end === 'failed')
  );
}

/** What becomes, without a connection, of what is written: `conversation.offline.*`. `isKept`: it also outlives the session. */
export function offlineWords(conversation: Conversation, isKept: boolean): string {
  if (!takesMessages(conversation)) return 'over';
  // A conference may be over by the time that it can be asked.
  return `${conversation.isConference ? 'conference' : 'waits'}${isKept ? '' : 'Unkept'}`;
}
