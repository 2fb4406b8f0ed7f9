// The reducer of conversations: everything that people, the server and time do to them, as one pure function.
import { assertNever } from '../../../shared/assert-never';
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { ConferenceEvent } from '../../../protocol/events/conference';
import type { ConversationId } from '../../../shared/domain/conversation';
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
import { composingExpired, setTyping } from './composing';
import type { ConversationInput, ConversationsState } from './conversations-state';
import { goOnline, loseSession } from './ending';
import { applyWeighed, guessUnsure } from './guesses';
import { reasonMissing } from './failed-invites';
import { callAnswered, callAnswering, receiveInvitation } from './invitations';
import { restore } from './restore';
import { keepStray, numberMissing, numberTold, ownerMissing } from './binding';
import { closedThreadWith, hearLate } from './incoming-thread';
import { requestAccepted, requestSettled } from './outcomes';
import { answerMissing, comesToLife, doWithoutAsked, goOnAsBefore } from './unanswered';
import { applyLateUpdate, applyUpdate } from './updates';
import { peopleOf, speakerOf } from './strays';
import type { ConversationTimer } from './timers';
import { beginsAnew } from './whose-number';
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
      return timeUp(work, input.timer);
    case 'online':
      return goOnline(work);
    case 'sessionLost':
      return loseSession(work);
    case 'callAnswering':
      return callAnswering(work, input);
    case 'callAnswered':
      return callAnswered(work, input);
    case 'restore':
      return restore(work, input);
    default:
      return assertNever(input);
  }
}

function timeUp(work: Work, timer: ConversationTimer): void {
  switch (timer.kind) {
    case 'number':
      return numberMissing(work, timer.rid);
    case 'asked':
      return doWithoutAsked(work, timer.id);
    case 'reason':
      return reasonMissing(work, timer.id);
    case 'comingBack':
      return tryPeerAgain(work, timer.id);
    case 'composing':
      return composingExpired(work, timer.id, timer.uri);
    case 'stray':
    case 'answer':
    case 'escalation':
    case 'guess':
      // Numbers of an older session mean nothing any more.
      if (timer.session === work.session) numberTimeUp(work, timer.kind, timer.confId);
      return;
    default:
      return assertNever(timer);
  }
}

function numberTimeUp(work: Work, kind: 'stray' | 'answer' | 'escalation' | 'guess', confId: number): void {
  if (kind === 'stray') return ownerMissing(work, confId);
  const id = work.byConfId.get(confId);
  if (id === undefined) return;
  if (kind === 'answer') answerMissing(work, id);
  else if (kind === 'escalation') goOnAsBefore(work, id);
  else guessUnsure(work, id);
}

function conferenceEvent(work: Work, { confId, updates }: ConferenceEvent): void {
  for (const update of updates) {
    if (update.kind === 'initiateImSessionAccepted') numberTold(work, update.rid, confId || update.confId);
    else if (update.kind === 'imSessionReceived' && confId > 0) receiveInvitation(work, confId, update);
    else if (isOfOtherAreas(update)) continue;
    else if (confId > 0) route(work, confId, update);
    else withoutNumber(work, update);
  }
}

function route(work: Work, confId: number, update: ConferenceUpdate): void {
  const id = work.byConfId.get(confId);
  if (id !== undefined && work.threads.has(id)) return applyWeighed(work, confId, id, update);
  const over = work.over.get(confId);
  if (over && comesToLife(work, confId, over, update)) return;
  if (over && !beginsAnew(work, update)) return heardOfEnded(work, confId, over.threadId, update);
  work.over.delete(confId);
  keepStray(work, confId, update);
}

/** Somebody speaks to a conversation that was left here: the word of that never arrived. What is said there is still shown. */
function heardOfEnded(work: Work, confId: number, id: ConversationId, update: ConferenceUpdate): void {
  const end = work.threads.get(id)?.conversation.end;
  const wasLeft = !work.threads.has(id) || end === 'left' || end === 'declined';
  if (update.kind === 'messageReceived' && wasLeft) {
    work.request(confId, { kind: 'terminateImSession' }, { threadId: id, purpose: 'other' });
  }
  hearLate(work, id, update);
}

/** 7.12, 7.4: some pages put it straight under `cwaEvents`. Without a number it is meant for the one conversation that it fits. */
function withoutNumber(work: Work, update: ConferenceUpdate): void {
  if (update.kind === 'imSessionReceived') {
    // It cannot be answered; what it says is shown.
    const { inviter, message } = update;
    const sender = inviter.uri !== undefined && { sender: inviter.uri };
    if (message?.content) withoutNumber(work, { kind: 'messageReceived', ...sender, message });
    return;
  }
  const people = peopleOf(update);
  const isOwn = update.kind === 'participantRemoved' && people[0] === work.context.self;
  const fitting = [...work.threads.value.values()].filter(({ wire, conversation }) => {
    if (!wire) return false;
    if (isOwn) return conversation.isConference;
    return people.every((uri) => conversation.participants.some((each) => each.uri === uri));
  });
  const [only, another] = fitting;
  if (only && !another) return applyUpdate(work, only.conversation.id, update);
  // Nobody can tell where it was said; that it was said is shown.
  if (update.kind === 'messageReceived') applyLateUpdate(work, closedThreadWith(work, speakerOf(update)), update);
}

function isOfOtherAreas({ kind }: ConferenceUpdate): boolean {
  return kind === 'voIPReceived' || kind === 'voIPTerminated' || kind === 'enableAppearOffline' || kind === 'unknown';
}
