// Two threads of one person, or of one conference, become one: a focus that is told late is that of a conference that was talked in before
// (protocol.md 4.8), and of two sessions with two computers of one person one ends. The one that is on the wire takes in the other, else
// the newer the older, as the history does with what it finds (`fold-threads.ts`).
import type { ConversationId } from '../../../shared/domain/conversation';
import type { Thread } from './conversations-state';
import { wake } from './incoming-thread';
import { pump } from './outbox';
import { isAtRest, ownerOf, twinOf } from './whose-thread';
import type { ConversationsDraft } from './conversations-draft';

export function joinTwins(draft: ConversationsDraft, id: ConversationId): void {
  const thread = draft.threads.get(id);
  const owner = thread && ownerOf(thread.conversation);
  if (!thread || owner === undefined) return;
  // What was said before has come back after its end: there is one of two in the model.
  wake(draft, owner);
  const twin = twinOf(draft.known, thread);
  if (!twin) return;
  const [into, from] = inOrder(thread, twin);
  // While both are going on both are needed.
  if (isAtRest(from)) join(draft, from, into);
}

function inOrder(one: Thread, other: Thread): readonly [into: Thread, from: Thread] {
  const isFirst =
    isAtRest(one) === isAtRest(other)
      ? one.conversation.lastActivityAt >= other.conversation.lastActivityAt
      : !isAtRest(one);
  return isFirst ? [one, other] : [other, one];
}

function join(draft: ConversationsDraft, from: Thread, into: Thread): void {
  const { id } = into.conversation;
  const gone = from.conversation;
  draft.joinThread(gone.id, id);
  draft.edit(id, {
    outbox: [...from.outbox, ...into.outbox],
    serverIds: new Map([...from.serverIds, ...into.serverIds]),
  });
  draft.editConversation(id, {
    startedAt: Math.min(gone.startedAt, into.conversation.startedAt),
    lastActivityAt: Math.max(gone.lastActivityAt, into.conversation.lastActivityAt),
    unread: gone.unread + into.conversation.unread,
    ...(gone.isPinned && { isPinned: true }),
  });
  pump(draft, id);
}
