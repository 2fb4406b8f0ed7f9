// What windows say of an ended conversation is what the engine does with a message for it.
import { describe, expect, it } from 'vitest';
import { takesMessages, type Conversation, type ConversationEnd } from '../../../shared/domain/conversation';
import { FailureError } from '../../../shared/domain/failure';
import { emptyModel } from '../../../shared/domain/model';
import { sampleConversation } from '../../../shared/testing/sample-conversation';
import { newThread } from './new-thread';
import { noConversations } from './conversations-state';
import { reduceConversations } from './reduce-conversations';

const ends: Record<ConversationEnd, true> = {
  left: true,
  declined: true,
  'peer-left': true,
  'peer-declined': true,
  'peer-busy': true,
  'peer-offline': true,
  'no-answer': true,
  'unknown-person': true,
  ejected: true,
  'answered-elsewhere': true,
  missed: true,
  'connection-lost': true,
  'signed-out': true,
  over: true,
  failed: true,
};

function isTaken(conversation: Conversation): boolean {
  const state = { ...noConversations, threads: new Map([[conversation.id, newThread(conversation)]]) };
  const context = {
    now: 0,
    monotonicNow: 0,
    self: 'sip:dana@example.com',
    model: emptyModel,
    isOnline: false,
    isExpectedBack: () => false,
    newRid: () => 'r1',
    newConversationId: () => 'c9',
    newMessageId: () => 'm9',
  };
  try {
    reduceConversations(
      state,
      { kind: 'send', id: conversation.id, messageId: 'm1', body: { text: 'hello' } },
      context,
    );
    return true;
  } catch (error) {
    if (error instanceof FailureError) return false;
    throw error;
  }
}

describe('takesMessages', () => {
  it.each(Object.keys(ends) as ConversationEnd[])('says of a conversation that ended as %s what is so', (end) => {
    const others = [{ uri: 'sip:lee@example.com', name: 'Lee', role: 'attendee' }] as const;
    for (const isConference of [false, true])
      for (const focusUri of [undefined, 'sip:focus@example.com'])
        for (const participants of [[], others]) {
          const base = sampleConversation({ id: 'c1', state: 'ended', end, isConference, participants });
          const conversation = { ...base, ...(focusUri !== undefined && { focusUri }) };
          expect(takesMessages(conversation), JSON.stringify(conversation)).toBe(isTaken(conversation));
        }
  });
});
