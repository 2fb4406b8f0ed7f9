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
import type { Work } from './work';

/** What is said under a number that is nobody's waits this long for news of whose it is (our choice). */
const strayMs = 3_000;
/** An invitation that the server took, and whose number it does not tell, is waited for this long (our choice). */
const numberMs = 30_000;

/** From a reply or an event that names it. The first that says so counts; 7.5: 0 stands for none. */
export function numberTold(work: Work, rid: string, confId: number | undefined): void {
  if (confId === undefined || confId <= 0) return;
  const named = work.rids.get(rid);
  if (named?.invitation) {
    if (mayBind(work, rid, named, confId)) bindInvitation(work, rid, named, confId);
    // One the less that the others could be.
    return matchByPeople(work);
  }
  // 4.4: the page prints numbers of requests that were not sent so. It can only mean the one that waits.
  if (work.byConfId.has(confId) || work.over.has(confId)) return;
  const [only, second] = openInvitations(work);
  if (only && !second && hasBegun(work, only[1])) bindInvitation(work, ...only, confId);
}

/** Until messages pass under the number that was told first, another one may be the right one. */
function mayBind(work: Work, rid: string, use: RidUse, confId: number): boolean {
  if (use.session !== work.session || (use.confId === confId && !use.invitation?.isGuessed)) return false;
  const wire = work.threads.get(use.threadId)?.wire;
  const isSettled =
    use.confId !== undefined && !use.invitation?.isGuessed && (wire?.startRid !== rid || wire.isConnected);
  return !isSettled && !isAnothers(work, use, confId);
}

/** Messages pass under it in another conversation, whose number it was told to be. */
function isAnothers(work: Work, { threadId }: RidUse, confId: number): boolean {
  const other = work.byConfId.get(confId);
  if (other === undefined || other === threadId) return false;
  const wire = work.threads.get(other)?.wire;
  const use = wire?.startRid === undefined ? undefined : work.rids.get(wire.startRid);
  return wire?.isConnected === true && !wire.isUnannounced && !use?.invitation?.isGuessed;
}

/** From here on the events of this number are the thread's; those that came before it was known are made up for. */
export function bind(work: Work, id: ConversationId, confId: number): void {
  const other = work.byConfId.get(confId);
  let isAlive = false;
  if (other !== undefined && other !== id) {
    takeBackGuess(work, confId);
    const thread = work.byConfId.get(confId) === other ? work.threads.get(other) : undefined;
    // What was heard there by itself is not said again.
    isAlive = thread?.wire?.isUnannounced === true;
    if (thread) endConversation(work, other, 'connection-lost');
  }
  const before = work.thread(id).wire?.confId;
  if (before !== undefined && before !== confId) {
    // What was heard there was not about this conversation.
    work.byConfId.delete(before);
    work.editWire(id, { isConnected: false, isEscalating: false, isSpokenIn: false });
    work.setState(id, 'inviting');
  }
  work.editWire(id, { confId });
  work.byConfId.set(confId, id);
  work.over.delete(confId);
  if (isAlive) applyUpdate(work, id, { kind: 'imSessionState', state: 'connected' });
  for (const update of takeStrays(work, confId)) {
    if (work.byConfId.get(confId) === id) applyUpdate(work, id, update);
    else hearLate(work, id, update);
  }
  if (work.byConfId.get(confId) === id) awaitAnswer(work, id);
}

/** The server works on the invitation, or is done with it: its number has been told, or has to show. */
export function awaitNumber(work: Work, rid: string): void {
  const use = work.rids.get(rid);
  if (!use?.invitation || !isOpen(work, use)) return;
  if (use.invitation.fate !== 'taken') {
    work.rids.set(rid, { ...use, invitation: { ...use.invitation, fate: 'taken' } });
    work.waitFor({ kind: 'number', rid }, numberMs);
  }
  matchByPeople(work);
}

/** Nobody knows what became of it. Should its conversation show up yet, it goes on there. */
export function giveUpInvitation(work: Work, rid: string): void {
  const use = work.rids.get(rid);
  if (use?.invitation) work.rids.set(rid, { ...use, invitation: { ...use.invitation, fate: 'given-up' } });
  work.stopWaiting({ kind: 'number', rid });
}

/** A number that is neither a conversation's nor was one. */
export function keepStray(work: Work, confId: number, update: ConferenceUpdate): void {
  const before = work.strays.get(confId);
  const stray = withUpdate(before, update, work.context.elapsed);
  work.strays.set(confId, stray);
  yieldToPeople(work, stray);
  matchByPeople(work);
  if (!work.strays.has(confId)) return;
  const isFirstWord = isSaid(update) && !before?.updates.some(isSaid);
  if (!before || isFirstWord) awaitOwner(work, confId);
  if (isFull(stray)) giveUpStray(work, confId);
  if (work.strays.size > maxStrays) makeRoom(work);
}

const isSaid = ({ kind }: ConferenceUpdate): boolean => kind === 'messageReceived';

/**
 * What was said is shown, the rest is forgotten: of what no invitation may be waiting for the oldest, else the latest, since a flood comes
 * after what it is to push out.
 */
function makeRoom(work: Work): void {
  const waiting = waitingInvitations(work);
  const isNeeded = (stray: Stray): boolean => waiting.some((use) => fits(work, use, stray) !== 'no');
  let least: number | undefined;
  for (const [confId, stray] of work.strays.value) {
    least = confId;
    if (!isNeeded(stray)) break;
  }
  if (least === undefined) return;
  giveUpStray(work, least);
  work.strays.delete(least);
}

function awaitOwner(work: Work, confId: number): void {
  work.waitFor({ kind: 'stray', session: work.session, confId }, strayMs);
}

/** Time is up for a number that is nobody's. */
export function ownerMissing(work: Work, confId: number): void {
  if (!work.strays.has(confId)) return;
  matchByPeople(work);
  matchByElimination(work, confId);
  const stray = work.strays.get(confId);
  if (!stray) return;
  // Whose it is may yet be told.
  const isAwaited = openInvitations(work).some(([, use]) => fits(work, use, stray) !== 'no');
  if (isAwaited) awaitOwner(work, confId);
  else giveUpStray(work, confId);
}

/** Time is up for an invitation: nobody knows under which number it lives, if it does. */
export function numberMissing(work: Work, rid: string): void {
  const [, use] = openInvitations(work).find(([each]) => each === rid) ?? [];
  if (!use) return;
  const { threadId, messageId } = use;
  giveUpInvitation(work, rid);
  if (work.threads.get(threadId)?.wire?.startRid !== rid) return;
  if (messageId !== undefined) markArrivalUnknown(work, threadId, messageId);
  releaseSending(work, threadId, rid);
  endConversation(work, threadId, 'failed');
}

type Ground = 'told' | 'by-people' | 'only-one-left';

function bindInvitation(work: Work, rid: string, use: RidUse, confId: number, ground: Ground = 'told'): void {
  const { threadId, messageId, purpose, invitation = { invited: [] } } = use;
  work.rids.set(rid, { ...use, confId, invitation: { ...invitation, isGuessed: ground !== 'told' } });
  work.stopWaiting({ kind: 'number', rid });
  const thread = work.threads.get(threadId);
  const isOurs = purpose !== 'abandoned' && thread !== undefined;
  if (messageId !== undefined && thread && !use.hasFailed) raiseToSent(work, threadId, messageId);
  if (isOurs && !use.hasFailed && !thread.wire && thread.conversation.end === 'failed') {
    // Its reply had been lost and we had given it up: it lives after all.
    work.edit(threadId, { wire: { ...newWire, startRid: rid, isRejoin: purpose === 'rejoin' } });
    work.setState(threadId, 'inviting');
  }
  if (isOurs && work.thread(threadId).wire?.startRid === rid) {
    work.editWire(threadId, { isDoubtful: ground === 'only-one-left' });
    bind(work, threadId, confId);
    // It was taken: what was written after it need not wait for more.
    releaseSending(work, threadId, rid);
    return pump(work, threadId);
  }
  if (work.over.has(confId)) return;
  work.over.set(confId, { threadId });
  for (const update of takeStrays(work, confId)) hearLate(work, threadId, update);
  // Left, or begun again, before its number was known: end it now.
  if (!use.hasFailed) work.request(confId, { kind: 'terminateImSession' }, { threadId, purpose: 'other' });
}

/** The guess was wrong: the number is another's. */
export function takeBackGuess(work: Work, confId: number): void {
  const id = work.byConfId.get(confId);
  const guess = id === undefined ? undefined : guessOf(work, id);
  if (id === undefined || !guess) return;
  const [rid, { confId: _, ...rest }] = guess;
  const { fate: __, ...invitation } = rest.invitation ?? { invited: [] };
  work.rids.set(rid, { ...rest, invitation: { ...invitation, isGuessed: false } });
  work.byConfId.delete(confId);
  const { confId: ___, ...unbound } = work.thread(id).wire ?? newWire;
  work.edit(id, { wire: { ...unbound, isConnected: false, isSpokenIn: false, isDoubtful: false } });
  work.setState(id, 'inviting');
  awaitNumber(work, rid);
}

/** What began this conversation, where its number is a guess. */
export function guessOf(work: Work, id: ConversationId): Request | undefined {
  const rid = work.threads.get(id)?.wire?.startRid;
  const use = rid === undefined ? undefined : work.rids.get(rid);
  return rid !== undefined && use?.invitation?.isGuessed ? [rid, use] : undefined;
}

/** The number stays known, as one that is nobody's (yet). */
export function turnIntoStray(work: Work, id: ConversationId, confId: number): void {
  const { wire, conversation } = work.thread(id);
  const here = wire?.isDoubtful ? [] : conversation.participants.filter(({ isInvited }) => !isInvited);
  const known: ConferenceUpdate[] = here.map(({ uri }) => ({ kind: 'participant', uri }));
  if (wire?.isConnected) known.push({ kind: 'imSessionState', state: 'connected' });
  let stray: Stray | undefined;
  for (const update of known) stray = withUpdate(stray, update, work.context.elapsed);
  takeBackGuess(work, confId);
  if (stray && !work.byConfId.has(confId)) work.strays.set(confId, stray);
}

/** People who were invited are better evidence than that only one was left. */
function yieldToPeople(work: Work, stray: Stray): void {
  for (const [confId, id] of work.byConfId.value) {
    const guess = work.threads.get(id)?.wire?.isDoubtful ? guessOf(work, id) : undefined;
    if (guess && fits(work, guess[1], stray) === 'by-people') turnIntoStray(work, id, confId);
  }
}

function takeStrays(work: Work, confId: number): readonly ConferenceUpdate[] {
  const updates = work.strays.get(confId)?.updates ?? [];
  work.strays.delete(confId);
  return updates;
}

/** What somebody said there is shown all the same, in a conversation of its own. */
function giveUpStray(work: Work, confId: number): void {
  const stray = work.strays.get(confId);
  if (!stray) return;
  const speaker = speakerIn(work, stray);
  if (speaker !== undefined) return bind(work, openUnannounced(work, speaker), confId);
  if (isOver(stray)) takeStrays(work, confId);
}

/** Undefined: nobody but us has spoken. Where nothing names who has, it is the only other one there. */
function speakerIn(work: Work, { updates, people }: Stray): PersonUri | undefined {
  const { self } = work.context;
  const speakers = updates.flatMap((update) => (update.kind === 'messageReceived' ? [speakerOf(update)] : []));
  const [named] = speakers.filter((uri) => uri !== unknownPerson && uri !== self);
  if (named !== undefined || !speakers.includes(unknownPerson)) return named;
  const [only, another] = people.filter((uri) => uri !== self);
  return only !== undefined && another === undefined ? only : unknownPerson;
}

/** The number and the invitation that fit each other, and nothing else. */
function matchByPeople(work: Work): void {
  if (work.strays.size === 0) return;
  const open = openInvitations(work);
  const candidates = (open.length > 0 ? open : givenUpInvitations(work)).filter(([, use]) => hasBegun(work, use));
  for (const [rid, use] of candidates) {
    const [only, another] = [...work.strays.value].filter(([, stray]) => fits(work, use, stray) === 'by-people');
    if (!only || another) continue;
    const rivals = candidates.filter(([, each]) => fits(work, each, only[1]) === 'by-people');
    if (rivals.length > 1) continue;
    bindInvitation(work, rid, use, only[0], 'by-people');
    return matchByPeople(work);
  }
}

/** Nothing names anybody: the only number without an owner belongs to the only invitation that was taken without being told one. */
function matchByElimination(work: Work, confId: number): void {
  const [only, second] = openInvitations(work);
  const stray = work.strays.get(confId);
  if (!only || !hasBegun(work, only[1]) || second || !stray) return;
  const [rid, use] = only;
  const fitting = [...work.strays.value.values()].filter((each) => fits(work, use, each) !== 'no');
  if (fitting.length > 1) return;
  if (use.invitation?.fate === 'taken' && fits(work, use, stray) === 'silent') {
    bindInvitation(work, rid, use, confId, 'only-one-left');
  }
}
