// The reducer of conversations: everything that people, the server and time do to them, as one pure function.
import { assertNever } from '../../../shared/assert-never';
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { ConferenceEvent } from '../../../protocol/events/conference';
import type { ConversationId } from '../../../shared/domain/conversation';
import type { Context } from '../reduced';
import { tryPeerAgain } from './coming-back';
import { doAsked } from './commands';
import { composingExpired } from './composing';
import type { ConversationInput, ConversationsState } from './conversations-state';
import { goOnline, loseSession, signOut } from './ending';
import { applyWeighed, guessUnsure } from './guesses';
import { reasonMissing } from './failed-invites';
import { callAnswered, callAnswering, receiveInvitation } from './invitations';
import { restore } from './restore';
import { hearRungOut, ringTimeUp } from './ringing';
import { keepStray, numberMissing, numberTold, ownerMissing } from './binding';
import { returnToPeer } from './beginnings';
import { isAtRest } from './whose-thread';
import { closedThreadWith, hearLate, wake } from './incoming-thread';
import { joinTwins } from './one-of-two';
import { isHeardAgain } from './heard-again';
import { refusalStands } from './overtaken';
import { requestAccepted, requestSettled } from './outcomes';
import { answerMissing, comesToLife, doWithoutAsked, goOnAsBefore } from './unanswered';
import { applyLateUpdate, applyUpdate } from './updates';
import { peopleOf, speakerOf } from './strays';
import type { ConversationTimer } from './timers';
import { beginsAnew } from './whose-number';
import { ConversationsDraft, type ReducedConversations } from './conversations-draft';

/** Throws `FailureError` when a person's command cannot be done; then nothing has changed. */
export function reduceConversations(
  state: ConversationsState,
  input: ConversationInput,
  context: Context,
): ReducedConversations {
  const draft = new ConversationsDraft(state, context);
  handle(draft, atItsThread(draft, input));
  return draft.finish();
}

/** What is asked of a thread that has become part of another is asked of that. */
function atItsThread(draft: ConversationsDraft, input: ConversationInput): ConversationInput {
  if (!('id' in input) || input.id === undefined) return input;
  const into = draft.joined.get(input.id);
  return into === undefined ? input : { ...input, id: into };
}

function handle(draft: ConversationsDraft, input: ConversationInput): void {
  switch (input.kind) {
    case 'event':
      return conferenceEvent(draft, input.event);
    case 'accepted':
      return requestAccepted(draft, input.rid, input.reply);
    case 'outcome':
      return requestSettled(draft, input.rid, input.outcome);
    case 'timer':
      return timeUp(draft, input.timer);
    case 'online':
      return goOnline(draft);
    case 'sessionLost':
      return loseSession(draft);
    case 'signedOut':
      return signOut(draft);
    case 'callAnswering':
      return callAnswering(draft, input);
    case 'callAnswered':
      return callAnswered(draft, input);
    case 'restore':
      return restore(draft, input);
    case 'wake':
      return askFor(draft, input.owner);
    case 'erased':
      return erase(draft, input.id);
    default:
      return doAsked(draft, input);
  }
}

/** A person's thread that was a conference is theirs alone again: they are whom somebody wants to talk with. */
function askFor(draft: ConversationsDraft, owner: string): void {
  wake(draft, owner);
  for (const thread of draft.threads.value.values()) {
    if (thread.conversation.peer === owner && isAtRest(thread)) returnToPeer(draft, thread.conversation.id);
  }
}

function erase(draft: ConversationsDraft, id: ConversationId | undefined): void {
  for (const [owner, conversation] of draft.dormant.value)
    if (id === undefined || conversation.id === id) draft.dormant.delete(owner);
}

function timeUp(draft: ConversationsDraft, timer: ConversationTimer): void {
  switch (timer.kind) {
    case 'number':
      return numberMissing(draft, timer.rid);
    case 'asked':
      return doWithoutAsked(draft, timer.id);
    case 'reason':
      return reasonMissing(draft, timer.id);
    case 'comingBack':
      return tryPeerAgain(draft, timer.id);
    case 'refused':
      return refusalStands(draft, timer.id);
    case 'twin':
      return joinTwins(draft, timer.id);
    case 'composing':
      return composingExpired(draft, timer.id, timer.uri);
    case 'stray':
    case 'answer':
    case 'escalation':
    case 'guess':
      // Numbers of an older session mean nothing any more.
      if (timer.session === draft.session) numberTimeUp(draft, timer.kind, timer.confId);
      return;
    case 'ring': {
      const id = timer.session === draft.session ? draft.byConfId.get(timer.confId) : undefined;
      if (id !== undefined) ringTimeUp(draft, id, timer.leftMs);
      return;
    }
    default:
      return assertNever(timer);
  }
}

function numberTimeUp(
  draft: ConversationsDraft,
  kind: 'stray' | 'answer' | 'escalation' | 'guess',
  confId: number,
): void {
  if (kind === 'stray') return ownerMissing(draft, confId);
  const id = draft.byConfId.get(confId);
  if (id === undefined) return;
  if (kind === 'answer') answerMissing(draft, id);
  else if (kind === 'escalation') goOnAsBefore(draft, id);
  else guessUnsure(draft, id);
}

function conferenceEvent(draft: ConversationsDraft, { confId, updates }: ConferenceEvent): void {
  for (const update of updates) {
    if (isHeardAgain(draft, confId, update)) continue;
    if (update.kind === 'initiateImSessionAccepted') numberTold(draft, update.rid, confId || update.confId);
    else if (update.kind === 'imSessionReceived' && confId > 0) receiveInvitation(draft, confId, update);
    else if (isOfOtherAreas(update)) continue;
    else if (confId > 0) route(draft, confId, update);
    else withoutNumber(draft, update);
  }
}

function route(draft: ConversationsDraft, confId: number, update: ConferenceUpdate): void {
  const id = draft.byConfId.get(confId);
  if (id !== undefined && draft.threads.has(id)) return applyWeighed(draft, confId, id, update);
  const over = draft.over.get(confId);
  if (over && hearRungOut(draft, confId, over, update)) return;
  if (over && comesToLife(draft, confId, over, update)) return;
  if (over && !beginsAnew(draft, update)) return heardOfEnded(draft, confId, over.threadId, update);
  draft.over.delete(confId);
  keepStray(draft, confId, update);
}

/** Somebody speaks to a conversation that was left here: the word of that never arrived. What is said there is still shown. */
function heardOfEnded(draft: ConversationsDraft, confId: number, id: ConversationId, update: ConferenceUpdate): void {
  const end = draft.threads.get(id)?.conversation.end;
  const wasLeft = !draft.threads.has(id) || end === 'left' || end === 'declined';
  if (update.kind === 'messageReceived' && wasLeft) {
    draft.request(confId, { kind: 'terminateImSession' }, { threadId: id, purpose: 'other' });
  }
  hearLate(draft, id, update);
}

/** 7.12, 7.4: some pages put it straight under `cwaEvents`. Without a number it is meant for the one conversation that it fits. */
function withoutNumber(draft: ConversationsDraft, update: ConferenceUpdate): void {
  if (update.kind === 'imSessionReceived') {
    // It cannot be answered; what it says is shown.
    const { inviter, message } = update;
    const sender = inviter.uri !== undefined && { sender: inviter.uri };
    if (message?.content) withoutNumber(draft, { kind: 'messageReceived', ...sender, message });
    return;
  }
  const people = peopleOf(update);
  const isOwn = update.kind === 'participantRemoved' && people[0] === draft.context.self;
  const fitting = [...draft.threads.value.values()].filter(({ wire, conversation }) => {
    if (!wire) return false;
    if (isOwn) return conversation.isConference;
    return people.every((uri) => conversation.participants.some((each) => each.uri === uri));
  });
  const [only, another] = fitting;
  if (only && !another) return applyUpdate(draft, only.conversation.id, update);
  // Nobody can tell where it was said; that it was said is shown.
  if (update.kind === 'messageReceived') applyLateUpdate(draft, closedThreadWith(draft, speakerOf(update)), update);
}

function isOfOtherAreas({ kind }: ConferenceUpdate): boolean {
  return kind === 'voIPReceived' || kind === 'voIPTerminated' || kind === 'enableAppearOffline' || kind === 'unknown';
}
