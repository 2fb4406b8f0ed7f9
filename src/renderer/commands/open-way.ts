// The one way from a window to a person's thread or to a conversation.
import type { ConversationId } from '../../shared/domain/conversation';
import type { PersonUri } from '../../shared/domain/person';
import { invoke } from '../bridge';

export function openConversation(conversationId: ConversationId): Promise<void> {
  return invoke('window:open-conversation', { conversationId });
}

/** The one thread with them; where there is none yet, the invitation to them. */
export function openPerson(uri: PersonUri): Promise<void> {
  return invoke('window:open-thread-with', { uri });
}
