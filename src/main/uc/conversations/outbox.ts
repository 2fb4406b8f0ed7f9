// What goes out next (protocol.md 3.5, 3.8, 6.3, 6.8): one message of a thread at a time, in order, and only while messages pass.
import type { Failure } from '../../../shared/domain/failure';
import type { ConversationId } from '../../../shared/domain/conversation';
import type { Message, MessageId } from '../../../shared/domain/message';
import type { ImMessage } from '../../../protocol/im-message';
import { messageOfBody } from './message-style';
import { asked } from './asked';
import { tellOwnStart, writtenSinceEnd } from './beginnings';
import { newWire } from './new-wire';
import { awaitPerson } from './patience';
import type { ConversationsDraft } from './conversations-draft';

/** The request needs content (3.5) where nobody has anything to say: joining again is no message. */
const joiningText = '-';

/** Starts whatever the thread is ready for. Safe to call at any time. */
export function pump(draft: ConversationsDraft, id: ConversationId): void {
  if (!draft.context.isOnline) return;
  const thread = draft.threads.get(id);
  if (!thread || thread.sending) return;
  if (thread.mustRejoin && !thread.wire) return rejoin(draft, id);
  const message = nextMessage(draft, id);
  if (!message) return;
  if (!thread.wire) {
    if (thread.awaitsPeer) return;
    if (thread.conversation.isConference && thread.conversation.focusUri !== undefined) rejoin(draft, id);
    else start(draft, id, message);
    return;
  }
  const { confId, isConnected, isEscalating, isDoubtful } = thread.wire;
  if (confId !== undefined && isDoubtful) return awaitPerson(draft, confId);
  if (confId === undefined || !isConnected || isEscalating) return;
  const rid = draft.request(
    confId,
    { kind: 'sendMessage', message: asCarried(draft, message, thread.conversation.isConference) },
    { threadId: id, purpose: 'message', messageId: message.id, confId },
  );
  takeForSending(draft, id, message.id, rid);
}

/** The first of the outbox that still exists. */
function nextMessage(draft: ConversationsDraft, id: ConversationId): Message | undefined {
  for (;;) {
    const { outbox } = draft.thread(id);
    const [first, ...rest] = outbox;
    if (first === undefined) return undefined;
    const message = draft.message(id, first);
    if (message) return message;
    draft.edit(id, { outbox: rest });
  }
}

function takeForSending(draft: ConversationsDraft, id: ConversationId, messageId: MessageId, rid: string): void {
  const { outbox } = draft.thread(id);
  draft.edit(id, { outbox: outbox.filter((each) => each !== messageId), sending: { messageId, rid } });
  draft.setDelivery(id, messageId, 'sending');
}

/**
 * Among several no look is carried (4.8, 6.6). A message that waited while two became several loses its own with that: nobody is shown
 * one that the others do not see.
 */
function asCarried(draft: ConversationsDraft, message: Message, isAmongSeveral: boolean): ImMessage {
  const { text, style } = message.body;
  if (!isAmongSeveral || style === undefined) return messageOfBody(message.body);
  draft.putMessage({ ...message, body: { text } });
  return messageOfBody({ text });
}

/** The message goes with the invitation and is not sent again (6.3). */
function start(draft: ConversationsDraft, id: ConversationId, message: Message): void {
  const { conversation } = draft.thread(id);
  const invited = conversation.participants.map(({ uri }) => uri);
  const isConference = invited.length > 1;
  const rid = draft.request(
    0,
    {
      kind: 'initiateImSession',
      uris: invited,
      message: asCarried(draft, message, isConference),
      ...(conversation.subject && { subject: conversation.subject }),
    },
    { threadId: id, purpose: 'start', messageId: message.id, invitation: { invited } },
  );
  takeForSending(draft, id, message.id, rid);
  draft.edit(id, { wire: { ...newWire, startRid: rid, firstMessage: message.id } });
  if (conversation.state === 'ended') {
    // Before the words that it begins with, also where they had to wait.
    tellOwnStart(draft, id, writtenSinceEnd(draft, id, message.at) ? message.at : undefined);
  }
  draft.setState(id, 'inviting');
  const participants = conversation.participants.map(asked);
  draft.editConversation(id, { direction: 'outgoing', isConference, ownRole: 'attendee', locked: false, participants });
}

export function rejoin(draft: ConversationsDraft, id: ConversationId, rid?: string): void {
  const { conversation } = draft.thread(id);
  const { focusUri } = conversation;
  if (focusUri === undefined) return;
  const startRid = draft.request(
    0,
    { kind: 'initiateImSession', uris: [focusUri], message: { content: conversation.subject || joiningText } },
    {
      threadId: id,
      purpose: 'rejoin',
      invitation: { invited: conversation.participants.map(({ uri }) => uri), focusUri },
    },
    rid,
  );
  draft.edit(id, { wire: { ...newWire, startRid, isRejoin: true }, mustRejoin: false });
  if (conversation.state === 'ended') tellOwnStart(draft, id);
  draft.setState(id, 'connecting');
}

export function queueMessage(draft: ConversationsDraft, id: ConversationId, messageId: MessageId): void {
  const { outbox } = draft.thread(id);
  draft.edit(id, { outbox: [...outbox.filter((each) => each !== messageId), messageId] });
}

/** It certainly did not go out: it waits at its old place, before what was written after it. */
export function putBack(draft: ConversationsDraft, id: ConversationId, messageId: MessageId): void {
  const { outbox } = draft.thread(id);
  draft.edit(id, { outbox: [messageId, ...outbox.filter((each) => each !== messageId)] });
  draft.setDelivery(id, messageId, 'queued');
}

export function failOutbox(draft: ConversationsDraft, id: ConversationId, failure: Failure): void {
  const { outbox } = draft.thread(id);
  if (outbox.length === 0) return;
  draft.edit(id, { outbox: [] });
  for (const messageId of outbox) draft.setDelivery(id, messageId, 'failed', failure);
}

/** The server took it. Later states stay; what waited to be sent once more need not be. */
export function raiseToSent(draft: ConversationsDraft, id: ConversationId, messageId: MessageId): void {
  const delivery = draft.message(id, messageId)?.delivery;
  if (delivery !== 'queued' && delivery !== 'sending' && delivery !== 'unknown') return;
  const { outbox } = draft.thread(id);
  if (outbox.includes(messageId)) draft.edit(id, { outbox: outbox.filter((each) => each !== messageId) });
  draft.setDelivery(id, messageId, 'sent');
}

/** The reply is lost: nobody knows whether the server took it. What is known of it already stays. */
export function markReplyLost(draft: ConversationsDraft, id: ConversationId, messageId: MessageId): void {
  if (draft.message(id, messageId)?.delivery === 'sending') markUnknown(draft, id, messageId);
}

/** The server took it, and nothing will tell whether it reached the others. What is known of it already stays. */
export function markArrivalUnknown(draft: ConversationsDraft, id: ConversationId, messageId: MessageId): void {
  if (draft.message(id, messageId)?.delivery === 'sent') markUnknown(draft, id, messageId);
}

function markUnknown(draft: ConversationsDraft, id: ConversationId, messageId: MessageId): void {
  draft.setDelivery(id, messageId, 'unknown', { code: 'unknown-outcome' });
}

/** The next may go out, if it was this one that it waited for. */
export function releaseSending(draft: ConversationsDraft, id: ConversationId, rid: string): void {
  if (draft.thread(id).sending?.rid === rid) draft.drop(id, 'sending');
}
