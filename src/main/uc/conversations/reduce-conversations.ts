// The reducer of conversations: everything that people, the server and time do to them, as one pure function.
import { assertNever } from '../../../shared/assert-never';
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { ConferenceEvent } from '../../../protocol/events/conference';
import type { ConversationId } from '../../../shared/domain/conversation';
import { personUri } from '../person-uri';
import type { Context, Reduced } from '../reduced';
import { tryPeerAgain } from './coming-back';
import {
  acceptInvitation,
  closeConversation,
  declineInvitation,
  discardMessage,
  forgetThread,
  ejectOrPromote,
  invite,
  leaveConversation,
  lock,
  markRead,
  rejoinConversation,
  retryMessage,
  sendInfo,
  sendMessage,
  startConversation,
} from './commands';
import { noticeExpired, setTyping } from './composing';
import type { ConversationInput, ConversationsState } from './conversations-state';
import { goOnline, loseSession } from './ending';
import { reasonMissing } from './failed-invites';
import { callAnswered, receiveInvitation } from './invitations';
import { restore } from './restore';
import { keepStray, numberMissing, numberTold } from './binding';
import { requestAccepted, requestSettled } from './outcomes';
import { applyLateUpdate, applyUpdate } from './updates';
import { Work } from './work';

/** Throws `FailureError` when a person's command cannot be done; then nothing has changed. */
export function reduceConversations(
  state: ConversationsState,
  input: ConversationInput,
  context: Context,
): Reduced<ConversationsState> {
  const work = new Work(state, context);
  handle(work, input);
  return work.finish();
}

function handle(work: Work, input: ConversationInput): void {
  switch (input.kind) {
    case 'start':
      return startConversation(work, input);
    case 'send':
      return sendMessage(work, input);
    case 'retry':
      return retryMessage(work, input);
    case 'discard':
      return discardMessage(work, input);
    case 'accept':
      return acceptInvitation(work, input);
    case 'decline':
      return declineInvitation(work, input);
    case 'leave':
      return leaveConversation(work, input);
    case 'close':
      return closeConversation(work, input);
    case 'markRead':
      return markRead(work, input.id);
    case 'forget':
      return forgetThread(work, input.id);
    case 'typing':
      return setTyping(work, input.id, input.isTyping);
    case 'invite':
      return invite(work, input);
    case 'rejoin':
      return rejoinConversation(work, input);
    case 'eject':
    case 'promote':
      return ejectOrPromote(work, input);
    case 'lock':
      return lock(work, input);
    case 'info':
      return sendInfo(work, input);
    case 'event':
      return conferenceEvent(work, input.event);
    case 'accepted':
      return requestAccepted(work, input.rid, input.reply);
    case 'outcome':
      return requestSettled(work, input.rid, input.outcome);
    case 'timer':
      reasonMissing(work, input.key);
      tryPeerAgain(work, input.key);
      numberMissing(work, input.key);
      return noticeExpired(work, input.key);
    case 'online':
      return goOnline(work);
    case 'sessionLost':
      return loseSession(work);
    case 'callAnswered':
      return callAnswered(work, input);
    case 'restore':
      return restore(work, input);
    default:
      return assertNever(input);
  }
}

function conferenceEvent(work: Work, { confId, updates }: ConferenceEvent): void {
  for (const update of updates) {
    if (update.kind === 'initiateImSessionAccepted') numberTold(work, update.rid, update.confId || confId);
    else if (update.kind === 'imSessionReceived') receiveInvitation(work, confId, update);
    else if (update.kind === 'participantRemoved' && confId === 0) removedWithoutConversation(work, update);
    else if (!isOfOtherAreas(update)) route(work, confId, update);
  }
}

function route(work: Work, confId: number, update: ConferenceUpdate): void {
  const id = work.byConfId.get(confId);
  if (id !== undefined && work.threads.has(id)) return applyUpdate(work, id, update);
  const late = work.over.get(confId);
  if (late !== undefined) return heardOfEnded(work, confId, late, update);
  keepStray(work, confId, update);
}

/** Somebody speaks to a conversation that was left here: the word of that never arrived. What is said there is still shown. */
function heardOfEnded(work: Work, confId: number, id: ConversationId, update: ConferenceUpdate): void {
  const end = work.threads.get(id)?.conversation.end;
  const wasLeft = !work.threads.has(id) || end === 'left' || end === 'declined';
  if (update.kind === 'messageReceived' && wasLeft) {
    work.request(confId, { kind: 'terminateImSession' }, { threadId: id, purpose: 'other' });
  }
  if (work.threads.has(id)) applyLateUpdate(work, id, update);
}

/** 7.12: the table puts it straight under `cwaEvents`; without a number it is meant for the one conversation that it fits. */
function removedWithoutConversation(
  work: Work,
  update: Extract<ConferenceUpdate, { kind: 'participantRemoved' }>,
): void {
  const uri = personUri(update.uri);
  const isOwn = uri === work.context.self;
  const fitting = [...work.threads.value.values()].filter(
    ({ wire, conversation }) =>
      wire && (isOwn ? conversation.isConference : conversation.participants.some((each) => each.uri === uri)),
  );
  const [only] = fitting;
  if (fitting.length === 1 && only) applyUpdate(work, only.conversation.id, update);
}

function isOfOtherAreas({ kind }: ConferenceUpdate): boolean {
  return kind === 'voIPReceived' || kind === 'voIPTerminated' || kind === 'enableAppearOffline' || kind === 'unknown';
}
