// What is said in a conversation (protocol.md 3.8–3.10, 4.8).
import type { ImMessage } from '../../protocol/im-message';
import { invalidOperation, temporarilyUnavailable, throttled } from '../errors';
import type { SendInfo } from '../../protocol/conference/send-info';
import type { ConferenceContext } from './context';
import type { EventWatch } from '../sessions/event-queue';
import { tell, type Conversation, type HeldMessage, type Leg, type Member, type Unconfirmed } from './conversation';

export const notConnected = invalidOperation('The IM session is not connected.');

export function sendMessage(context: ConferenceContext, leg: Leg, rid: string, message: ImMessage): void {
  const { conversation, session } = leg;
  const from = conversation.memberAt(leg);
  if (!from) return session.fail(rid, notConnected);
  context.touch(conversation);
  if (conversation.mode === 'inviting') {
    // Field notes: a client may send at once; it comes after the invitation's message.
    if (conversation.held.length >= context.limits.heldMessages)
      return session.fail(rid, throttled('Too many messages wait.'));
    conversation.held.push({ from, rid, message, isDelivered: false });
    return;
  }
  const others = conversation.others(from);
  // Alone in a conference: nobody would ever read it, and the sender would not know.
  if (others.length === 0) return session.fail(rid, temporarilyUnavailable);
  deliver(conversation, { from, rid, message, isDelivered: false }, others, true);
}

/**
 * `answersSender`: tell him that it is on its way, and when it has arrived (4.8 `messageIdReceived`): in a conference the
 * conference confirms it (a sample's id ends in `-mcu`), between two the other client's next poll. There the id is the request's
 * `rid`, so that a sender also understands `messageSendFailed`, which has nothing but the id.
 */
export function deliver(
  conversation: Conversation,
  { from, rid, message }: HeldMessage,
  to: readonly Member[],
  answersSender: boolean,
): void {
  const isFocus = conversation.focusUri !== undefined;
  // 4.8, 6.6: in a focus conference messages come without a format.
  const shown = isFocus ? { content: message.content } : message;
  conversation.messageCount += 1;
  const messageId = isFocus ? `${conversation.messageCount}-mcu` : rid;
  const confirm = (): void => {
    conversation.unconfirmed.delete(messageId);
    if (from.leg.state === 'joined') tell(from.leg, { kind: 'messageIdReceived', rid, messageId });
  };
  const isConfirmedByOther = answersSender && !isFocus;
  const unconfirmed: Unconfirmed = { from, isTold: false };
  const watch: EventWatch = { onTold: () => (unconfirmed.isTold = true), onAcknowledged: confirm };
  for (const { leg } of to) {
    const received = { kind: 'messageReceived', sender: from.user.person.uri, message: shown } as const;
    tell(leg, received, isConfirmedByOther ? watch : undefined);
  }
  if (!answersSender) return;
  from.leg.session.succeed(rid);
  if (isFocus) confirm();
  else conversation.unconfirmed.set(messageId, unconfirmed);
}

/**
 * Somebody's session has ended: what it was never told nobody will read. What has gone out and was not acknowledged may have been
 * read or not: to call it failed would have it sent twice, so nothing is said of it.
 */
export function failUnconfirmed(conversation: Conversation, receiver: Member): void {
  for (const [messageId, { from, isTold }] of conversation.unconfirmed) {
    if (from !== receiver && !isTold) tell(from.leg, { kind: 'messageSendFailed', messageId });
  }
  conversation.unconfirmed.clear();
}

/**
 * A system message between two (3.9). How the receiver sees it is not documented (section 8): ours comes as a message whose
 * `format` is its content type (7.2), so that a client can tell it from what a person wrote.
 */
export function sendInfo(context: ConferenceContext, leg: Leg, rid: string, { contentType, content }: SendInfo): void {
  const { conversation, session } = leg;
  const from = conversation.memberAt(leg);
  if (!from || conversation.mode === 'inviting') return session.fail(rid, notConnected);
  if (conversation.mode === 'focus') return session.fail(rid, invalidOperation('sendInfo is between two users.'));
  context.touch(conversation);
  const info = { from, rid, message: { content, contentType }, isDelivered: false };
  deliver(conversation, info, conversation.others(from), true);
}

/** A courtesy: before anybody listens it is accepted and goes nowhere. */
export function notifyComposing(context: ConferenceContext, leg: Leg, rid: string, state: 'composing' | 'idle'): void {
  const { conversation, session } = leg;
  const from = conversation.memberAt(leg);
  if (!from) return session.fail(rid, notConnected);
  if (state === 'composing') context.touch(conversation);
  // Section 8: how the writer is named is unknown; an attribute `uri` does no harm to who does not look for it.
  for (const other of conversation.mode === 'inviting' ? [] : conversation.others(from)) {
    tell(other.leg, { kind: 'composingState', state, uri: from.user.person.uri });
  }
  session.succeed(rid);
}
