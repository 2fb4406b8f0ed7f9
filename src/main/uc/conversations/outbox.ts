// What goes out next (protocol.md 3.5, 3.8, 6.3, 6.8): one message of a thread at a time, in order, and only while messages pass.
import type { Failure } from '../../../shared/domain/failure';
import type { ConversationId } from '../../../shared/domain/conversation';
import type { Message, MessageId } from '../../../shared/domain/message';
import { messageOfBody } from './message-style';
import { asked } from './asked';
import { newWire } from './new-wire';
import { awaitPerson } from './patience';
import type { Work } from './work';

/** The request needs content (3.5) where nobody has anything to say: joining again is no message. */
const joiningText = '-';

/** Starts whatever the thread is ready for. Safe to call at any time. */
export function pump(work: Work, id: ConversationId): void {
  if (!work.context.isOnline) return;
  const thread = work.threads.get(id);
  if (!thread || thread.sending) return;
  if (thread.mustRejoin && !thread.wire) return rejoin(work, id);
  const message = nextMessage(work, id);
  if (!message) return;
  if (!thread.wire) {
    if (thread.awaitsPeer) return;
    if (thread.conversation.isConference && thread.conversation.focusUri !== undefined) rejoin(work, id);
    else start(work, id, message);
    return;
  }
  const { confId, isConnected, isEscalating, isDoubtful } = thread.wire;
  if (confId !== undefined && isDoubtful) return awaitPerson(work, confId);
  if (confId === undefined || !isConnected || isEscalating) return;
  const rid = work.request(
    confId,
    { kind: 'sendMessage', message: messageOfBody(message.body) },
    { threadId: id, purpose: 'message', messageId: message.id, confId },
  );
  takeForSending(work, id, message.id, rid);
}

/** The first of the outbox that still exists. */
function nextMessage(work: Work, id: ConversationId): Message | undefined {
  for (;;) {
    const { outbox } = work.thread(id);
    const [first, ...rest] = outbox;
    if (first === undefined) return undefined;
    const message = work.message(id, first);
    if (message) return message;
    work.edit(id, { outbox: rest });
  }
}

function takeForSending(work: Work, id: ConversationId, messageId: MessageId, rid: string): void {
  const { outbox } = work.thread(id);
  work.edit(id, { outbox: outbox.filter((each) => each !== messageId), sending: { messageId, rid } });
  work.setDelivery(id, messageId, 'sending');
}

/** The message goes with the invitation and is not sent again (6.3). */
function start(work: Work, id: ConversationId, message: Message): void {
  const { conversation } = work.thread(id);
  const invited = conversation.participants.map(({ uri }) => uri);
  const rid = work.request(
    0,
    {
      kind: 'initiateImSession',
      uris: invited,
      message: messageOfBody(message.body),
      ...(conversation.subject && { subject: conversation.subject }),
    },
    { threadId: id, purpose: 'start', messageId: message.id, invitation: { invited } },
  );
  takeForSending(work, id, message.id, rid);
  work.edit(id, { wire: { ...newWire, startRid: rid, firstMessage: message.id } });
  work.setState(id, 'inviting');
  const isConference = conversation.participants.length > 1;
  const participants = conversation.participants.map(asked);
  work.editConversation(id, { direction: 'outgoing', isConference, ownRole: 'attendee', locked: false, participants });
}

export function rejoin(work: Work, id: ConversationId, rid?: string): void {
  const { conversation } = work.thread(id);
  const { focusUri } = conversation;
  if (focusUri === undefined) return;
  const startRid = work.request(
    0,
    { kind: 'initiateImSession', uris: [focusUri], message: { content: conversation.subject || joiningText } },
    {
      threadId: id,
      purpose: 'rejoin',
      invitation: { invited: conversation.participants.map(({ uri }) => uri), focusUri },
    },
    rid,
  );
  work.edit(id, { wire: { ...newWire, startRid, isRejoin: true }, mustRejoin: false });
  work.setState(id, 'connecting');
}

export function queueMessage(work: Work, id: ConversationId, messageId: MessageId): void {
  const { outbox } = work.thread(id);
  work.edit(id, { outbox: [...outbox.filter((each) => each !== messageId), messageId] });
}

/** It certainly did not go out: it waits at its old place, before what was written after it. */
export function putBack(work: Work, id: ConversationId, messageId: MessageId): void {
  const { outbox } = work.thread(id);
  work.edit(id, { outbox: [messageId, ...outbox.filter((each) => each !== messageId)] });
  work.setDelivery(id, messageId, 'queued');
}

export function failOutbox(work: Work, id: ConversationId, failure: Failure): void {
  const { outbox } = work.thread(id);
  if (outbox.length === 0) return;
  work.edit(id, { outbox: [] });
  for (const messageId of outbox) work.setDelivery(id, messageId, 'failed', failure);
}

/** The server took it. Later states stay; what waited to be sent once more need not be. */
export function raiseToSent(work: Work, id: ConversationId, messageId: MessageId): void {
  const delivery = work.message(id, messageId)?.delivery;
  if (delivery !== 'queued' && delivery !== 'sending' && delivery !== 'unknown') return;
  const { outbox } = work.thread(id);
  if (outbox.includes(messageId)) work.edit(id, { outbox: outbox.filter((each) => each !== messageId) });
  work.setDelivery(id, messageId, 'sent');
}

/** The reply is lost: nobody knows whether the server took it. What is known of it already stays. */
export function markReplyLost(work: Work, id: ConversationId, messageId: MessageId): void {
  if (work.message(id, messageId)?.delivery === 'sending') markUnknown(work, id, messageId);
}

/** The server took it, and nothing will tell whether it reached the others. What is known of it already stays. */
export function markArrivalUnknown(work: Work, id: ConversationId, messageId: MessageId): void {
  if (work.message(id, messageId)?.delivery === 'sent') markUnknown(work, id, messageId);
}

function markUnknown(work: Work, id: ConversationId, messageId: MessageId): void {
  work.setDelivery(id, messageId, 'unknown', { code: 'unknown-outcome' });
}

/** The next may go out, if it was this one that it waited for. */
export function releaseSending(work: Work, id: ConversationId, rid: string): void {
  if (work.thread(id).sending?.rid === rid) work.drop(id, 'sending');
}
