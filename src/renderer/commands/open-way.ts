// The one way from a window to a person's thread or to a conversation.
import type { ConversationId } from '../../shared/domain/conversation';
import type { Model } from '../../shared/domain/model';
import type { PersonUri } from '../../shared/domain/person';
import { invoke } from '../bridge';

export function openConversation(conversationId: ConversationId): Promise<void> {
  return invoke('window:open-conversation', { conversationId });
}

/** Where one talks with this person already, there. */
export function openPerson(model: Model, uri: PersonUri): Promise<void> {
  const running = [...model.conversations.values()].find(
    ({ state, isConference, participants }) =>
      state !== 'ended' && !isConference && participants.length === 1 && participants[0]?.uri === uri,
  );
  return running ? openConversation(running.id) : invoke('window:open-invitation', { to: [uri] });
}
