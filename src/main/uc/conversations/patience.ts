// How long is waited for others: for an answer, for a conference that forms, for whoever was asked. No page of the protocol tells a
// limit (section 8), so they are our choice. What comes later still counts (`unanswered.ts`).
import type { ConversationId } from '../../../shared/domain/conversation';
import type { ConversationsDraft } from './conversations-draft';

/** A person has to answer: as long as SIP's proxies let an invitation ring (RFC 3261, timer C). */
const answerMs = 180_000;
/** Only machines have to: twice as long as SIP repeats a request (RFC 3261, timers B and F). */
const joinMs = 64_000;
/** Somebody speaks there already, so that news can only be late. */
const spokenMs = 3_000;

/** Messages do not pass yet; once that is told, or this time is up, somebody is told. Nothing to do where nobody here has said yes. */
export function awaitAnswer(draft: ConversationsDraft, id: ConversationId): void {
  const { wire } = draft.thread(id);
  if (wire?.confId === undefined || wire.isConnected || !wire.isAccepted) return;
  const needsPerson = !wire.isIncoming && !wire.isRejoin;
  const delayMs = wire.isSpokenIn ? spokenMs : needsPerson ? answerMs : joinMs;
  draft.waitFor({ kind: 'answer', session: draft.session, confId: wire.confId }, delayMs);
}

/** 5.5: "can take noticeable time", in which no message passes. */
export function awaitEscalation(draft: ConversationsDraft, id: ConversationId): void {
  const { confId } = draft.thread(id).wire ?? {};
  if (confId !== undefined) draft.waitFor({ kind: 'escalation', session: draft.session, confId }, joinMs);
}

/** Those who were asked into what is going on. */
export function awaitAsked(draft: ConversationsDraft, id: ConversationId): void {
  const { conversation, wire } = draft.thread(id);
  if (!wire || (wire.asked.length === 0 && !conversation.participants.some(({ isInvited }) => isInvited))) return;
  draft.waitFor({ kind: 'asked', id }, answerMs);
}

/** Something waits to be said under a number that is only guessed: somebody who was invited has to show up first. */
export function awaitPerson(draft: ConversationsDraft, confId: number): void {
  draft.waitFor({ kind: 'guess', session: draft.session, confId }, joinMs);
}
