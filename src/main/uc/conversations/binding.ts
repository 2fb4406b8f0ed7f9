// The one place that joins a conversation to its number on the wire (protocol.md 7.4): from whatever says so first, a reply or an
// event, on either channel; where nothing says so, from the only conversation without one whose people are those of the only invitation
// without one. And what comes for a number that is nobody's yet.
import type { ConferenceUpdate } from '../../../protocol/conference-updates';
import type { ConversationId } from '../../../shared/domain/conversation';
import { unknownPerson, type PersonUri } from '../../../shared/domain/person';
import type { RidUse, Stray } from './conversations-state';
import { endConversation } from './ending';
import { hearLate, openUnannounced } from './incoming-thread';
import { newWire } from './new-wire';
import { markArrivalUnknown, pump, raiseToSent, releaseSending } from './outbox';
import { awaitAnswer } from './patience';
import { isFull, maxStrays, speakerOf, withUpdate } from './strays';
import { applyUpdate } from './updates';
import {
  fits,
  givenUpInvitations,
  hasBegun,
  isOpen,
  isOver,
  openInvitations,
  type Request,
  waitingInvitations,
} from './whose-number';
import type { ConversationsDraft } from './conversations-draft';

/** What is said under a number that is nobody's waits this long for news of whose it is (our choice). */
const strayMs = 3_000;
/** An invitation that the server took, and whose number it does not tell, is waited for this long (our choice). */
const numberMs = 30_000;

/** From a reply or an event that names it. The first that says so counts; 7.5: 0 stands for none. */
export function numberTold(draft: ConversationsDraft, rid: string, confId: number | undefined): void {
  if (confId === undefined || confId <= 0) return;
  const named = draft.rids.get(rid);
  if (named?.invitation) {
    if (mayBind(draft, rid, named, confId)) bindInvitation(draft, rid, named, confId);
    // One the less that the others could be.
    return matchByPeople(draft);
  }
  // 4.4: the page prints numbers of requests that were not sent so. It can only mean the one that waits.
  if (draft.byConfId.has(confId) || draft.over.has(confId)) return;
  const [only, second] = openInvitations(draft);
  if (only && !second && hasBegun(draft, only[1])) bindInvitation(draft, ...only, confId);
}

/** Until messages pass under the number that was told first, another one may be the right one. */
function mayBind(draft: ConversationsDraft, rid: string, use: RidUse, confId: number): boolean {
  if (use.session !== draft.session || (use.confId === confId && !use.invitation?.isGuessed)) return false;
  const wire = draft.threads.get(use.threadId)?.wire;
  const isSettled =
    use.confId !== undefined && !use.invitation?.isGuessed && (wire?.startRid !== rid || wire.isConnected);
  return !isSettled && !isAnothers(draft, use, confId);
}

/** Messages pass under it in another conversation, whose number it was told to be. */
function isAnothers(draft: ConversationsDraft, { threadId }: RidUse, confId: number): boolean {
  const other = draft.byConfId.get(confId);
  if (other === undefined || other === threadId) return false;
  const wire = draft.threads.get(other)?.wire;
  const use = wire?.startRid === undefined ? undefined : draft.rids.get(wire.startRid);
  return wire?.isConnected === true && !wire.isUnannounced && !use?.invitation?.isGuessed;
}

/** From here on the events of this number are the thread's; those that came before it was known are made up for. */
export function bind(draft: ConversationsDraft, id: ConversationId, confId: number): void {
  const other = draft.byConfId.get(confId);
  let isAlive = false;
  if (other !== undefined && other !== id) {
    takeBackGuess(draft, confId);
    const thread = draft.byConfId.get(confId) === other ? draft.threads.get(other) : undefined;
    // What was heard there by itself is not said again.
    isAlive = thread?.wire?.isUnannounced === true;
    if (thread) endConversation(draft, other, 'connection-lost');
  }
  const before = draft.thread(id).wire?.confId;
  if (before !== undefined && before !== confId) {
    // What was heard there was not about this conversation.
    draft.byConfId.delete(before);
    draft.editWire(id, { isConnected: false, isEscalating: false, isSpokenIn: false });
    draft.setState(id, 'inviting');
  }
  draft.editWire(id, { confId });
  draft.byConfId.set(confId, id);
  draft.over.delete(confId);
  if (isAlive) applyUpdate(draft, id, { kind: 'imSessionState', state: 'connected' });
  for (const update of takeStrays(draft, confId)) {
    if (draft.byConfId.get(confId) === id) applyUpdate(draft, id, update);
    else hearLate(draft, id, update);
  }
  if (draft.byConfId.get(confId) === id) awaitAnswer(draft, id);
}

/** The server works on the invitation, or is done with it: its number has been told, or has to show. */
export function awaitNumber(draft: ConversationsDraft, rid: string): void {
  const use = draft.rids.get(rid);
  if (!use?.invitation || !isOpen(draft, use)) return;
  if (use.invitation.fate !== 'taken') {
    draft.rids.set(rid, { ...use, invitation: { ...use.invitation, fate: 'taken' } });
    draft.waitFor({ kind: 'number', rid }, numberMs);
  }
  matchByPeople(draft);
}

/** Nobody knows what became of it. Should its conversation show up yet, it goes on there. */
export function giveUpInvitation(draft: ConversationsDraft, rid: string): void {
  const use = draft.rids.get(rid);
  if (use?.invitation) draft.rids.set(rid, { ...use, invitation: { ...use.invitation, fate: 'given-up' } });
  draft.stopWaiting({ kind: 'number', rid });
}

/** A number that is neither a conversation's nor was one. */
export function keepStray(draft: ConversationsDraft, confId: number, update: ConferenceUpdate): void {
  const before = draft.strays.get(confId);
  const stray = withUpdate(before, update, draft.context.monotonicNow);
  draft.strays.set(confId, stray);
  yieldToPeople(draft, stray);
  matchByPeople(draft);
  if (!draft.strays.has(confId)) return;
  const isFirstWord = isSaid(update) && !before?.updates.some(isSaid);
  if (!before || isFirstWord) awaitOwner(draft, confId);
  if (isFull(stray)) giveUpStray(draft, confId);
  if (draft.strays.size > maxStrays) makeRoom(draft);
}

const isSaid = ({ kind }: ConferenceUpdate): boolean => kind === 'messageReceived';

/**
 * What was said is shown, the rest is forgotten: of what no invitation may be waiting for the oldest, else the latest, since a flood comes
 * after what it is to push out.
 */
function makeRoom(draft: ConversationsDraft): void {
  const waiting = waitingInvitations(draft);
  const isNeeded = (stray: Stray): boolean => waiting.some((use) => fits(draft, use, stray) !== 'no');
  let least: number | undefined;
  for (const [confId, stray] of draft.strays.value) {
    least = confId;
    if (!isNeeded(stray)) break;
  }
  if (least === undefined) return;
  giveUpStray(draft, least);
  draft.strays.delete(least);
}

function awaitOwner(draft: ConversationsDraft, confId: number): void {
  draft.waitFor({ kind: 'stray', session: draft.session, confId }, strayMs);
}

/** Time is up for a number that is nobody's. */
export function ownerMissing(draft: ConversationsDraft, confId: number): void {
  if (!draft.strays.has(confId)) return;
  matchByPeople(draft);
  matchByElimination(draft, confId);
  const stray = draft.strays.get(confId);
  if (!stray) return;
  // Whose it is may yet be told.
  const isAwaited = openInvitations(draft).some(([, use]) => fits(draft, use, stray) !== 'no');
  if (isAwaited) awaitOwner(draft, confId);
  else giveUpStray(draft, confId);
}

/** Time is up for an invitation: nobody knows under which number it lives, if it does. */
export function numberMissing(draft: ConversationsDraft, rid: string): void {
  const [, use] = openInvitations(draft).find(([each]) => each === rid) ?? [];
  if (!use) return;
  const { threadId, messageId } = use;
  giveUpInvitation(draft, rid);
  if (draft.threads.get(threadId)?.wire?.startRid !== rid) return;
  if (messageId !== undefined) markArrivalUnknown(draft, threadId, messageId);
  releaseSending(draft, threadId, rid);
  endConversation(draft, threadId, 'failed');
}

type Ground = 'told' | 'by-people' | 'only-one-left';

function bindInvitation(
  draft: ConversationsDraft,
  rid: string,
  use: RidUse,
  confId: number,
  ground: Ground = 'told',
): void {
  const { threadId, messageId, purpose, invitation = { invited: [] } } = use;
  draft.rids.set(rid, { ...use, confId, invitation: { ...invitation, isGuessed: ground !== 'told' } });
  draft.stopWaiting({ kind: 'number', rid });
  const thread = draft.threads.get(threadId);
  const isOurs = purpose !== 'abandoned' && thread !== undefined;
  if (messageId !== undefined && thread && !use.hasFailed) raiseToSent(draft, threadId, messageId);
  if (isOurs && !use.hasFailed && !thread.wire && thread.conversation.end === 'failed') {
    // Its reply had been lost and we had given it up: it lives after all.
    draft.edit(threadId, { wire: { ...newWire, startRid: rid, isRejoin: purpose === 'rejoin' } });
    draft.setState(threadId, 'inviting');
  }
  if (isOurs && draft.thread(threadId).wire?.startRid === rid) {
    draft.editWire(threadId, { isDoubtful: ground === 'only-one-left' });
    bind(draft, threadId, confId);
    // It was taken: what was written after it need not wait for more.
    releaseSending(draft, threadId, rid);
    return pump(draft, threadId);
  }
  if (draft.over.has(confId)) return;
  draft.over.set(confId, { threadId });
  for (const update of takeStrays(draft, confId)) hearLate(draft, threadId, update);
  // Left, or begun again, before its number was known: end it now.
  if (!use.hasFailed) draft.request(confId, { kind: 'terminateImSession' }, { threadId, purpose: 'other' });
}

/** The guess was wrong: the number is another's. */
export function takeBackGuess(draft: ConversationsDraft, confId: number): void {
  const id = draft.byConfId.get(confId);
  const guess = id === undefined ? undefined : guessOf(draft, id);
  if (id === undefined || !guess) return;
  const [rid, { confId: _, ...rest }] = guess;
  const { fate: __, ...invitation } = rest.invitation ?? { invited: [] };
  draft.rids.set(rid, { ...rest, invitation: { ...invitation, isGuessed: false } });
  draft.byConfId.delete(confId);
  const { confId: ___, ...unbound } = draft.thread(id).wire ?? newWire;
  draft.edit(id, { wire: { ...unbound, isConnected: false, isSpokenIn: false, isDoubtful: false } });
  draft.setState(id, 'inviting');
  awaitNumber(draft, rid);
}

/** What began this conversation, where its number is a guess. */
export function guessOf(draft: ConversationsDraft, id: ConversationId): Request | undefined {
  const rid = draft.threads.get(id)?.wire?.startRid;
  const use = rid === undefined ? undefined : draft.rids.get(rid);
  return rid !== undefined && use?.invitation?.isGuessed ? [rid, use] : undefined;
}

/** The number stays known, as one that is nobody's (yet). */
export function turnIntoStray(draft: ConversationsDraft, id: ConversationId, confId: number): void {
  const { wire, conversation } = draft.thread(id);
  const here = wire?.isDoubtful ? [] : conversation.participants.filter(({ isInvited }) => !isInvited);
  const known: ConferenceUpdate[] = here.map(({ uri }) => ({ kind: 'participant', uri }));
  if (wire?.isConnected) known.push({ kind: 'imSessionState', state: 'connected' });
  let stray: Stray | undefined;
  for (const update of known) stray = withUpdate(stray, update, draft.context.monotonicNow);
  takeBackGuess(draft, confId);
  if (stray && !draft.byConfId.has(confId)) draft.strays.set(confId, stray);
}

/** People who were invited are better evidence than that only one was left. */
function yieldToPeople(draft: ConversationsDraft, stray: Stray): void {
  for (const [confId, id] of draft.byConfId.value) {
    const guess = draft.threads.get(id)?.wire?.isDoubtful ? guessOf(draft, id) : undefined;
    if (guess && fits(draft, guess[1], stray) === 'by-people') turnIntoStray(draft, id, confId);
  }
}

function takeStrays(draft: ConversationsDraft, confId: number): readonly ConferenceUpdate[] {
  const updates = draft.strays.get(confId)?.updates ?? [];
  draft.strays.delete(confId);
  return updates;
}

/** What somebody said there is shown all the same, in a conversation of its own. */
function giveUpStray(draft: ConversationsDraft, confId: number): void {
  const stray = draft.strays.get(confId);
  if (!stray) return;
  const speaker = speakerIn(draft, stray);
  if (speaker !== undefined) return bind(draft, openUnannounced(draft, speaker), confId);
  if (isOver(stray)) takeStrays(draft, confId);
}

/** Undefined: nobody but us has spoken. Where nothing names who has, it is the only other one there. */
function speakerIn(draft: ConversationsDraft, { updates, people }: Stray): PersonUri | undefined {
  const { self } = draft.context;
  const speakers = updates.flatMap((update) => (update.kind === 'messageReceived' ? [speakerOf(update)] : []));
  const [named] = speakers.filter((uri) => uri !== unknownPerson && uri !== self);
  if (named !== undefined || !speakers.includes(unknownPerson)) return named;
  const [only, another] = people.filter((uri) => uri !== self);
  return only !== undefined && another === undefined ? only : unknownPerson;
}

/** The number and the invitation that fit each other, and nothing else. */
function matchByPeople(draft: ConversationsDraft): void {
  if (draft.strays.size === 0) return;
  const open = openInvitations(draft);
  const candidates = (open.length > 0 ? open : givenUpInvitations(draft)).filter(([, use]) => hasBegun(draft, use));
  for (const [rid, use] of candidates) {
    const [only, another] = [...draft.strays.value].filter(([, stray]) => fits(draft, use, stray) === 'by-people');
    if (!only || another) continue;
    const rivals = candidates.filter(([, each]) => fits(draft, each, only[1]) === 'by-people');
    if (rivals.length > 1) continue;
    bindInvitation(draft, rid, use, only[0], 'by-people');
    return matchByPeople(draft);
  }
}

/** Nothing names anybody: the only number without an owner belongs to the only invitation that was taken without being told one. */
function matchByElimination(draft: ConversationsDraft, confId: number): void {
  const [only, second] = openInvitations(draft);
  const stray = draft.strays.get(confId);
  if (!only || !hasBegun(draft, only[1]) || second || !stray) return;
  const [rid, use] = only;
  const fitting = [...draft.strays.value.values()].filter((each) => fits(draft, use, each) !== 'no');
  if (fitting.length > 1) return;
  if (use.invitation?.fate === 'taken' && fits(draft, use, stray) === 'silent') {
    bindInvitation(draft, rid, use, confId, 'only-one-left');
  }
}
