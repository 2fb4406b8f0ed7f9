// Who was asked to come and is not here yet (protocol.md 3.5, 3.11, 6.6): shown among the participants, and marked.
import type { ConversationId, ConversationParticipant } from '../../../shared/domain/conversation';
import type { PersonUri } from '../../../shared/domain/person';
import { displayName } from '../people/person-uri';
import type { ConversationsDraft } from './conversations-draft';

export function asked({ uri, name }: Pick<ConversationParticipant, 'uri' | 'name'>): ConversationParticipant {
  return { uri, name, role: 'attendee', isInvited: true };
}

/** Into what is going on. Between two nothing is shown of it until they have become a conference, which may fail. */
export function askIn(draft: ConversationsDraft, id: ConversationId, uris: readonly PersonUri[]): void {
  draft.editWire(id, { asked: [...(draft.thread(id).wire?.asked ?? []), ...uris] });
  showAsked(draft, id);
}

export function showAsked(draft: ConversationsDraft, id: ConversationId): void {
  const { conversation, wire } = draft.thread(id);
  if (!wire || wire.asked.length === 0 || !conversation.isConference) return;
  const known = new Set([draft.context.self, ...conversation.participants.map(({ uri }) => uri)]);
  const fresh = [...new Set(wire.asked)].filter((uri) => !known.has(uri));
  draft.editWire(id, { asked: [] });
  if (fresh.length === 0) return;
  const shown = fresh.map((uri) => asked({ uri, name: displayName(draft.context.model, uri) }));
  draft.editConversation(id, { participants: [...conversation.participants, ...shown] });
}

/** They do not come, or are not wanted any more. Who has come meanwhile stays. */
export function forgetAsked(draft: ConversationsDraft, id: ConversationId, uris: readonly PersonUri[]): void {
  const { conversation, wire } = draft.thread(id);
  if (wire?.asked.some((uri) => uris.includes(uri))) {
    draft.editWire(id, { asked: wire.asked.filter((uri) => !uris.includes(uri)) });
  }
  const participants = conversation.participants.filter(({ uri, isInvited }) => !isInvited || !uris.includes(uri));
  if (participants.length < conversation.participants.length) draft.editConversation(id, { participants });
}

/** They are here: they speak, or nothing is left that they could be asked for. */
export function haveCome(draft: ConversationsDraft, id: ConversationId, uris: readonly PersonUri[]): void {
  const { participants } = draft.thread(id).conversation;
  const isNews = (each: ConversationParticipant): boolean => each.isInvited === true && uris.includes(each.uri);
  if (!participants.some(isNews)) return;
  draft.editConversation(id, {
    participants: participants.map((each) => {
      if (!isNews(each)) return each;
      const { isInvited: _, ...here } = each;
      return here;
    }),
  });
}
