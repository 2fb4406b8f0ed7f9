// Who was asked to come and is not here yet (protocol.md 3.5, 3.11, 6.6): shown among the participants, and marked.
import type { ConversationId, ConversationParticipant } from '../../../shared/domain/conversation';
import type { PersonUri } from '../../../shared/domain/person';
import { displayName } from '../people/person-uri';
import type { Work } from './work';

export function asked({ uri, name }: Pick<ConversationParticipant, 'uri' | 'name'>): ConversationParticipant {
  return { uri, name, role: 'attendee', isInvited: true };
}

/** Into what is going on. Between two nothing is shown of it until they have become a conference, which may fail. */
export function askIn(work: Work, id: ConversationId, uris: readonly PersonUri[]): void {
  work.editWire(id, { asked: [...(work.thread(id).wire?.asked ?? []), ...uris] });
  showAsked(work, id);
}

export function showAsked(work: Work, id: ConversationId): void {
  const { conversation, wire } = work.thread(id);
  if (!wire || wire.asked.length === 0 || !conversation.isConference) return;
  const known = new Set([work.context.self, ...conversation.participants.map(({ uri }) => uri)]);
  const fresh = [...new Set(wire.asked)].filter((uri) => !known.has(uri));
  work.editWire(id, { asked: [] });
  if (fresh.length === 0) return;
  const shown = fresh.map((uri) => asked({ uri, name: displayName(work.context.model, uri) }));
  work.editConversation(id, { participants: [...conversation.participants, ...shown] });
}

/** They do not come, or are not wanted any more. Who has come meanwhile stays. */
export function forgetAsked(work: Work, id: ConversationId, uris: readonly PersonUri[]): void {
  const { conversation, wire } = work.thread(id);
  if (wire?.asked.some((uri) => uris.includes(uri))) {
    work.editWire(id, { asked: wire.asked.filter((uri) => !uris.includes(uri)) });
  }
  const participants = conversation.participants.filter(({ uri, isInvited }) => !isInvited || !uris.includes(uri));
  if (participants.length < conversation.participants.length) work.editConversation(id, { participants });
}

/** They are here: they speak, or nothing is left that they could be asked for. */
export function haveCome(work: Work, id: ConversationId, uris: readonly PersonUri[]): void {
  const { participants } = work.thread(id).conversation;
  const isNews = (each: ConversationParticipant): boolean => each.isInvited === true && uris.includes(each.uri);
  if (!participants.some(isNews)) return;
  work.editConversation(id, {
    participants: participants.map((each) => {
      if (!isNews(each)) return each;
      const { isInvited: _, ...here } = each;
      return here;
    }),
  });
}
