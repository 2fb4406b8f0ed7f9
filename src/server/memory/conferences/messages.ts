// What is said in a conversation (protocol.md 3.8–3.10, 4.8).
import type { ImMessage } from '../../../protocol/im-message';
import { invalidOperation, temporarilyUnavailable, throttled } from '../../base/errors';
import type { SendInfo } from '../../../protocol/conference/send-info';
import type { ConferenceContext } from './context';
import { tell, type Conversation, type HeldMessage, type Leg, type Member } from './conversation';
import { Receipt } from './receipt';

export const notConnected = invalidOperation('The IM session is not connected.');
export const tooMuchWaits = throttled('Too many messages wait.');

export function sendMessage(context: ConferenceContext, leg: Leg, rid: string, message: ImMessage): void {
  const { conversation, session } = leg;
  const from = conversation.memberAt(leg);
  if (!from) return session.fail(rid, notConnected);
  context.touch(conversation);
  if (conversation.mode === 'inviting') {
    // Field notes: a client may send at once; it comes after the invitation's message.
    const { heldMessages, waitingChars } = context.limits;
    const isTooLong = context.waitingChars(session) + message.content.length > waitingChars;
    if (isTooLong || conversation.held.length >= heldMessages) return session.fail(rid, tooMuchWaits);
    conversation.waitingChars += message.content.length;
    conversation.held.push({ from, rid, message, isDelivered: false });
    return;
  }
  const others = conversation.others(from);
  // Alone in a conference: nobody would ever read it, and the sender would not know.
  if (others.length === 0) return session.fail(rid, temporarilyUnavailable);
  deliver(context, conversation, { from, rid, message, isDelivered: false }, others, true);
}

/**
 * `answersSender`: tell them that it is on its way, and what becomes of it. 4.8 `messageIdReceived` comes when the clients of all whose
 * sessions still live have acknowledged it, `messageSendFailed` when it certainly got to nobody. Of what may have been read and may
 * not nothing is said: to call it failed would have it sent twice. In a conference the conference confirms it (a sample's id ends
 * in `-mcu`), between two the id is the request's `rid`. `messageSendFailed` has nothing but the id and is the first that the sender
 * hears of it, so there it is always the `rid`.
 */
export function deliver(
  context: ConferenceContext,
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
  const received = { kind: 'messageReceived', sender: from.user.person.uri, message: shown } as const;
  if (!answersSender) {
    for (const { leg } of to) tell(leg, received);
    return;
  }
  // First: a session that is full ends by one event more, and takes the message along.
  from.leg.session.succeed(rid);
  const receipt = new Receipt(to.length, (outcome) => {
    if (outcome === 'arrived') context.tellOutcome(from.leg, { kind: 'messageIdReceived', rid, messageId });
    if (outcome === 'failed') context.tellOutcome(from.leg, { kind: 'messageSendFailed', messageId: rid });
  });
  for (const { leg } of to) tell(leg, received, receipt.watch());
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
  deliver(context, conversation, info, conversation.others(from), true);
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
