// The sub-events of a known conversation (protocol.md 4.8, 5.5, 6.3–6.7).
import { assertNever } from '../../../shared/assert-never';
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { EscalationModeName } from '../../../protocol/conference-events/escalation-mode';
import type { MessageReceived } from '../../../protocol/conference-events/message-received';
import type { Participant } from '../../../protocol/conference-events/participant';
import type { ImSessionStateName } from '../../../protocol/conference-events/im-session-state';
import type { ConversationEnd, ConversationId } from '../../../shared/domain/conversation';
import type { Message } from '../../../shared/domain/message';
import { bodyOfMessage } from './message-style';
import { personName } from '../people/person-name';
import { displayName, personUri } from '../people/person-uri';
import { haveCome, showAsked } from './asked';
import { composingHeard } from './composing';
import type { Thread } from './conversations-state';
import { confirmerOf, endConversation, leaveUnconfirmed } from './ending';
import { awaitReason } from './failed-invites';
import type { PersonUri } from '../../../shared/domain/person';
import { pump } from './outbox';
import { awaitAnswer, awaitAsked, awaitEscalation } from './patience';
import { speakerOf } from './strays';
import type { ConversationsDraft } from './conversations-draft';

export function applyUpdate(draft: ConversationsDraft, id: ConversationId, update: ConferenceUpdate): void {
  switch (update.kind) {
    case 'imSessionState':
      return sessionStateChanged(draft, id, update.state);
    case 'escalationMode':
      return escalationChanged(draft, id, update.mode);
    case 'role':
      return draft.editConversation(id, { ownRole: update.role });
    case 'participant':
      return participantChanged(draft, id, update);
    case 'participantRemoved':
      return participantRemoved(draft, id, update.uri);
    case 'confUri':
      draft.editConversation(id, { focusUri: update.uri });
      return draft.waitForTwin(id);
    case 'locked':
      return draft.editConversation(id, { locked: update.locked });
    case 'messageReceived':
      return messageReceived(draft, id, update);
    case 'messageIdReceived':
      return messageConfirmed(draft, id, update.rid, update.messageId);
    case 'messageSendFailed':
      return messageFailed(draft, id, update.messageId);
    case 'composingState': {
      const writer = writerOf(draft.thread(id), update.uri);
      if (writer !== undefined) haveCome(draft, id, [writer]);
      if (writer !== undefined && writer !== draft.context.self)
        composingHeard(draft, id, writer, update.state === 'composing');
      return;
    }
    case 'inviteFailed': {
      const uri = personUri(update.uri);
      const failed = draft.thread(id).wire?.failedInvites ?? [];
      if (!failed.includes(uri)) draft.editWire(id, { failedInvites: [...failed, uri] });
      awaitReason(draft, id);
      // 6.6: nobody is left for whom it would change.
      if (areAllOut(draft.thread(id))) endEscalation(draft, id);
      return;
    }
    // Not of a conversation that is known already, or of other areas.
    case 'imSessionReceived':
    case 'initiateImSessionAccepted':
    case 'enableAppearOffline':
    case 'voIPReceived':
    case 'voIPTerminated':
    case 'unknown':
      return;
    default:
      return assertNever(update);
  }
}

/** For a conversation that has ended: what tells why, and what was still said. */
export function applyLateUpdate(draft: ConversationsDraft, id: ConversationId, update: ConferenceUpdate): void {
  const conversation = draft.threads.get(id)?.conversation;
  if (!conversation) return;
  if (update.kind === 'messageIdReceived') return messageConfirmed(draft, id, update.rid, update.messageId);
  if (update.kind === 'messageReceived') return messageReceived(draft, id, update);
  if (update.kind !== 'participantRemoved') return;
  // `terminated` has overtaken the news that the inviter is gone: nobody has answered elsewhere.
  if (conversation.end === 'answered-elsewhere' && personUri(update.uri) === conversation.inviter) {
    draft.editConversation(id, { end: 'missed', unread: Math.max(1, conversation.unread) });
  }
}

function sessionStateChanged(draft: ConversationsDraft, id: ConversationId, state: ImSessionStateName): void {
  const { wire, conversation } = draft.thread(id);
  if (!wire) return;
  switch (state) {
    case 'incoming':
      return;
    case 'connecting':
      // An invitation that nobody here clicked is still open to be declined.
      if (wire.isConnected || conversation.state === 'invited' || conversation.state === 'connecting') return;
      draft.setState(id, 'connecting');
      return awaitAnswer(draft, id);
    case 'connected':
      // 6.4: may come for an invitation that nobody clicked: the server has accepted it for us.
      if (conversation.state === 'invited') draft.signal({ kind: 'invitationClosed', conversationId: id });
      // 3.8: from now on messages pass, whatever was said of a change.
      draft.editWire(id, { isConnected: true, isAccepted: true, isEscalating: false });
      // In a conference its roster tells who has come.
      if (!conversation.isConference)
        haveCome(
          draft,
          id,
          conversation.participants.map(({ uri }) => uri),
        );
      draft.setState(id, 'connected');
      awaitAsked(draft, id);
      return pump(draft, id);
    case 'terminated': {
      const end = endOfTerminated(draft.thread(id));
      const { firstMessage } = wire;
      if (end === 'peer-offline' && firstMessage)
        draft.setDelivery(id, firstMessage, 'failed', { code: 'peer-offline' });
      endConversation(draft, id, end);
      return pump(draft, id);
    }
    default:
      return assertNever(state);
  }
}

function endOfTerminated({ conversation, wire }: Thread): ConversationEnd {
  // Section 8: what a less active endpoint gets is unknown. A withdrawn invitation comes with `participantRemoved` (6.4),
  // handled there; plain `terminated` is left for one that was answered at another endpoint.
  if (conversation.state === 'invited') return 'answered-elsewhere';
  if (wire?.isConnected) return 'peer-left';
  if (wire?.isRejoin) return 'connection-lost';
  if (wire?.isIncoming) return 'peer-left';
  return wire && wire.failedInvites.length > 0 ? 'peer-offline' : 'peer-declined';
}

function escalationChanged(draft: ConversationsDraft, id: ConversationId, mode: EscalationModeName): void {
  const isConnected = draft.thread(id).wire?.isConnected ?? false;
  switch (mode) {
    case 'escalating':
      draft.editWire(id, { isEscalating: true });
      awaitEscalation(draft, id);
      if (isConnected) draft.setState(id, 'escalating');
      return;
    case 'escalated':
      draft.editConversation(id, { isConference: true });
      draft.waitForTwin(id);
      showAsked(draft, id);
      awaitAsked(draft, id);
      break;
    // 6.6: the change has failed, and all is as before.
    case 'peer':
      draft.editWire(id, { asked: [] });
      break;
    case 'invitingPeer':
    case 'none':
      return;
    default:
      return assertNever(mode);
  }
  endEscalation(draft, id);
}

function areAllOut({ wire }: Thread): boolean {
  return wire !== undefined && wire.asked.length > 0 && wire.asked.every((uri) => wire.failedInvites.includes(uri));
}

/** Section 8: no page says that `escalated` or `peer` has to follow; whatever else shows that it is over ends it too (our choice). */
export function endEscalation(draft: ConversationsDraft, id: ConversationId): void {
  const { wire } = draft.thread(id);
  draft.editWire(id, { isEscalating: false });
  if (wire?.isConnected) draft.setState(id, 'connected');
  pump(draft, id);
}

function participantChanged(
  draft: ConversationsDraft,
  id: ConversationId,
  { uri: wireUri, name, role }: Participant,
): void {
  const { model, self } = draft.context;
  const named = personUri(wireUri);
  if (named === self) {
    if (role) draft.editConversation(id, { ownRole: role });
    return;
  }
  if (!draft.thread(id).wire?.hasRoster) draft.editWire(id, { hasRoster: true });
  const { conversation, wire } = draft.thread(id);
  const uri = invitedUnder(draft.thread(id), named) ?? named;
  // The roster of a conference that was joined again comes anew and whole.
  const isFirstOfNew = wire?.isRejoin === true;
  const others = isFirstOfNew ? [] : conversation.participants;
  if (isFirstOfNew) draft.editWire(id, { isRejoin: false });
  const before = others.find((each) => each.uri === uri);
  const participant = {
    uri,
    name: displayName(model, uri, personName(name) || before?.name),
    role: role ?? before?.role ?? 'attendee',
  } as const;
  if (before?.name === participant.name && before.role === participant.role && !before.isInvited) return;
  draft.editConversation(id, {
    participants: before ? others.map((each) => (each === before ? participant : each)) : [...others, participant],
    // More than two are a conference, whatever was said.
    ...(!before && others.length > 0 && { isConference: true }),
  });
  if (before || others.length === 0 || !wire?.isConnected) return;
  showAsked(draft, id);
  if (wire.isEscalating) endEscalation(draft, id);
}

/** Who comes into an invitation to one person is that person, by whatever address the server names them (our choice). */
function invitedUnder({ conversation, wire }: Thread, named: string): string | undefined {
  const [only, second] = conversation.participants;
  if (!wire || wire.isIncoming || wire.isRejoin || wire.isEscalating || wire.asked.length > 0) return undefined;
  if (conversation.isConference || second || !only?.isInvited) return undefined;
  return named === only.uri ? undefined : only.uri;
}

/** 7.12: our own URI means that we are out. */
function participantRemoved(draft: ConversationsDraft, id: ConversationId, wireUri: string): void {
  const uri = personUri(wireUri);
  const { conversation } = draft.thread(id);
  if (uri === draft.context.self) return endConversation(draft, id, 'ejected');
  if (!conversation.isConference) {
    if (!conversation.participants.some((each) => each.uri === uri)) return;
    // With one other that is the end; the name stays, so that the thread has a title.
    endConversation(draft, id, conversation.state === 'invited' ? 'missed' : 'peer-left');
    return pump(draft, id);
  }
  composingHeard(draft, id, uri, false);
  const participants = conversation.participants.filter((each) => each.uri !== uri);
  draft.editConversation(id, { participants });
  // Nobody is left who could still confirm.
  if (participants.every(({ isInvited }) => isInvited))
    leaveUnconfirmed(draft, id, draft.thread(id).wire?.unconfirmed ?? [], 'peer-left');
}

function messageReceived(draft: ConversationsDraft, id: ConversationId, update: MessageReceived): void {
  const { message } = update;
  const { now, self } = draft.context;
  const from = senderOf(draft, id, update);
  const isOwn = from === self;
  const body = bodyOfMessage(message);
  if (isOwn && isEcho(draft, id, body.text)) return;
  const received: Message = {
    id: draft.context.newMessageId(),
    conversationId: id,
    direction: isOwn ? 'outgoing' : 'incoming',
    from,
    body,
    at: now,
    ...(message.id !== undefined && { wireId: message.id }),
    ...(isOwn && { delivery: 'sent' as const }),
  };
  draft.putMessage(received);
  const { unread } = draft.thread(id).conversation;
  draft.editConversation(id, { lastActivityAt: now, unread: isOwn ? unread : unread + 1 });
  if (isOwn) return;
  haveCome(draft, id, [from]);
  heardSpeaking(draft, id);
  composingHeard(draft, id, from, false);
  draft.signal({ kind: 'messageReceived', conversationId: id, messageId: received.id });
}

/** With one other it needs no name (our choice, as for who types): that one has spoken. In a conference it may be anybody, or our echo. */
function senderOf(draft: ConversationsDraft, id: ConversationId, update: MessageReceived): PersonUri {
  const { isConference, participants } = draft.thread(id).conversation;
  const [only, another] = participants;
  if (update.sender !== undefined || isConference || !only || another) return speakerOf(update);
  return only.uri;
}

/** It should be connected by now; if nothing says so, it is for them. */
function heardSpeaking(draft: ConversationsDraft, id: ConversationId): void {
  const { wire } = draft.thread(id);
  if (!wire || wire.isConnected || wire.isSpokenIn) return;
  draft.editWire(id, { isSpokenIn: true });
  awaitAnswer(draft, id);
}

/** "To all participants" (3.8) may include the sender; another endpoint of ours in the same conference is told from that by its text. */
function isEcho(draft: ConversationsDraft, id: ConversationId, text: string): boolean {
  const recent = draft.messagesOf(id).slice(-50);
  return recent.some((each) => each.direction === 'outgoing' && each.body.text === text);
}

function messageConfirmed(draft: ConversationsDraft, id: ConversationId, rid: string, serverId: string): void {
  const messageId = draft.rids.get(rid)?.messageId;
  if (messageId === undefined) return;
  const serverIds = new Map(draft.thread(id).serverIds);
  serverIds.set(serverId, messageId);
  draft.edit(id, { serverIds });
  const confirmer = confirmerOf(draft.thread(id).conversation);
  if (confirmer !== undefined && !draft.confirming.has(confirmer)) {
    draft.confirming = new Set([...draft.confirming, confirmer]);
  }
  const unconfirmed = draft.thread(id).wire?.unconfirmed ?? [];
  if (unconfirmed.some((each) => each.messageId === messageId)) {
    draft.editWire(id, { unconfirmed: unconfirmed.filter((each) => each.messageId !== messageId) });
  }
  draft.setDelivery(id, messageId, 'confirmed');
}

/** Its id is the server's (4.8); where that was never told, the newest message that nobody has confirmed is meant (our choice). */
function messageFailed(draft: ConversationsDraft, id: ConversationId, serverId: string): void {
  const messageId =
    draft.thread(id).serverIds.get(serverId) ??
    draft.rids.get(serverId)?.messageId ??
    draft
      .messagesOf(id)
      .findLast(
        ({ direction, delivery }) => direction === 'outgoing' && (delivery === 'sent' || delivery === 'sending'),
      )?.id;
  if (messageId === undefined) return;
  draft.setDelivery(id, messageId, 'failed', { code: 'refused', detail: 'not delivered' });
}

/** Section 8: how the writer is named is unknown. With one other it needs no name; in a conference a nameless one says nothing. */
function writerOf({ conversation }: Thread, uri: string | undefined): string | undefined {
  if (uri) return personUri(uri);
  return conversation.participants.length === 1 ? conversation.participants[0]?.uri : undefined;
}
