// For tests: a conversation in which all that a test is not about has a value.
import type { Conversation } from '../domain/conversation';

export function sampleConversation(parts: Partial<Conversation> = {}): Conversation {
  return {
    id: 'c1',
    direction: 'outgoing',
    state: 'connected',
    subject: '',
    participants: [{ uri: 'sip:lee@example.com', name: 'Lee Park', role: 'attendee' }],
    inviter: 'sip:dana@example.com',
    isConference: false,
    ownRole: 'attendee',
    locked: false,
    composing: [],
    unread: 0,
    startedAt: 1000,
    lastActivityAt: 1000,
    ...parts,
  };
}
