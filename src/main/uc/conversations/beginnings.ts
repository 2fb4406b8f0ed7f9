// Where a session of a thread begins: told as a line of the thread, and with one person it is with them alone again.
import type { ConversationId } from '../../../shared/domain/conversation';
import type { PersonUri } from '../../../shared/domain/person';
import { displayName } from '../people/person-uri';
import type { ConversationsDraft } from './conversations-draft';

/** By us. `at`: when the words were written that it begins with. */
export function tellOwnStart(draft: ConversationsDraft, id: ConversationId, at?: number): void {
  const { self, model } = draft.context;
  const { subject } = draft.thread(id).conversation;
  draft.tell(id, { kind: 'started', direction: 'outgoing', subject, uri: self, name: displayName(model, self) }, at);
}

export function tellTheirStart(draft: ConversationsDraft, id: ConversationId, uri: PersonUri, name: string): void {
  const { subject } = draft.thread(id).conversation;
  draft.tell(id, { kind: 'started', direction: 'incoming', subject, uri, name });
}

/** The words that a session begins with were written before it could begin, but not before the one before had ended. */
export function writtenSinceEnd(draft: ConversationsDraft, id: ConversationId, at: number): boolean {
  const ended = draft.context.model.events.get(id)?.findLast(({ news }) => news.kind === 'ended');
  return !ended || at > ended.at;
}

/** What was a conference is over: the thread is with its one person again. */
export function returnToPeer(draft: ConversationsDraft, id: ConversationId): void {
  const { peer, isConference, participants } = draft.thread(id).conversation;
  if (peer === undefined || !isConference) return;
  const name = displayName(draft.context.model, peer, participants.find(({ uri }) => uri === peer)?.name);
  draft.forgetFocus(id);
  draft.editConversation(id, { isConference: false, participants: [{ uri: peer, name, role: 'attendee' }] });
}
