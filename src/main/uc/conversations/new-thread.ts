// The record of a conversation as it begins, and the thread that it stands in, whoever begins it. From then on it is changed through
// `conversations-draft.ts` alone.
import type { Conversation } from '../../../shared/domain/conversation';
import type { Thread } from './conversations-state';

type Told = 'id' | 'direction' | 'state' | 'participants' | 'inviter';

/** `more`: what is not as with every new one. */
export function newConversation(
  told: Pick<Conversation, Told>,
  now: number,
  more: Partial<Omit<Conversation, Told>> = {},
): Conversation {
  const [only, second] = told.participants;
  return {
    ...told,
    ...(only && !second && !more.isConference && { peer: only.uri }),
    subject: '',
    isConference: false,
    ownRole: 'attendee',
    locked: false,
    composing: [],
    unread: 0,
    startedAt: now,
    lastActivityAt: now,
    ...more,
  };
}

export function newThread(conversation: Conversation): Thread {
  return { conversation, outbox: [], serverIds: new Map(), mustRejoin: false, awaitsPeer: false };
}
