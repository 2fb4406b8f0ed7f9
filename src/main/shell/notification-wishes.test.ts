import { describe, expect, it } from 'vitest';
import type { Signal } from '../uc/engine';
import { wishOf } from './notification-wishes';

describe('wishOf', () => {
  it.each<[Signal, string | undefined]>([
    [{ kind: 'invitationReceived', conversationId: 'c1' }, 'notifyOfInvitations'],
    [{ kind: 'callReceived', conversationId: 'c1' }, 'notifyOfInvitations'],
    [{ kind: 'messageReceived', conversationId: 'c1', messageId: 'm1' }, 'notifyOfMessages'],
    [{ kind: 'contactAlert', uri: 'sip:kim@example.com', online: true }, 'notifyOfContacts'],
    [{ kind: 'messageFailed', conversationId: 'c1', messageId: 'm1' } as Signal, 'notifyOfFailures'],
    [{ kind: 'inviteFailed', conversationId: 'c1', uri: 'sip:kim@example.com' } as Signal, 'notifyOfFailures'],
    // An invitation that is over goes from the screen, whatever is wanted; an administrator is always heard.
    [{ kind: 'invitationClosed', conversationId: 'c1' }, undefined],
    [{ kind: 'notice', text: 'The server restarts' } as Signal, undefined],
  ])('%o', (signal, wish) => expect(wishOf(signal)).toBe(wish));
});
