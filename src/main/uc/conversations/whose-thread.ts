// Whose thread it is: a person has one, and a conference, by its focus, has one. In it stands whatever is said with them, session after
// session. Pure.
import { takesMessages, type Conversation, type ConversationId } from '../../../shared/domain/conversation';
import type { PersonUri } from '../../../shared/domain/person';
import type { ConversationsState, Thread } from './conversations-state';

export type Known = Pick<ConversationsState, 'threads' | 'dormant'>;

/** By what a thread is found again. Undefined: it was with several, and no focus tells which conference it was. */
export function ownerOf({ peer, focusUri, isConference }: Conversation): string | undefined {
  return peer ?? (isConference ? focusUri : undefined);
}

/** Nothing of it is on the wire, or about to go back there as the conference that it was. */
export function isAtRest({ wire, sending, mustRejoin, outbox, conversation }: Thread): boolean {
  return !wire && !sending && !mustRejoin && !(conversation.isConference && outbox.length > 0);
}

/**
 * Of several threads with one person (two sessions at once, with two of their computers) the one that is on the wire, else the newest. One
 * that has become a conference and is going on is not with this person alone.
 */
function threadOf({ threads }: Known, peer: PersonUri): Thread | undefined {
  let best: Thread | undefined;
  for (const thread of threads.values()) {
    const { conversation } = thread;
    if (conversation.peer !== peer || (conversation.isConference && !isAtRest(thread))) continue;
    if (!best || isBetter(thread, best)) best = thread;
  }
  return best;
}

function isBetter(one: Thread, other: Thread): boolean {
  if (isAtRest(one) !== isAtRest(other)) return isAtRest(other);
  return one.conversation.lastActivityAt >= other.conversation.lastActivityAt;
}

/** Another one of the same person, or of the same conference. */
export function twinOf({ threads }: Known, { conversation }: Thread): Thread | undefined {
  const owner = ownerOf(conversation);
  if (owner === undefined) return undefined;
  for (const thread of threads.values()) {
    if (thread.conversation.id !== conversation.id && ownerOf(thread.conversation) === owner) return thread;
  }
  return undefined;
}

/** Or there is one that only the history has. */
export function hasTwin(known: Known, thread: Thread): boolean {
  const owner = ownerOf(thread.conversation);
  return twinOf(known, thread) !== undefined || (owner !== undefined && known.dormant.has(owner));
}

/** The id of the thread with this person, be it that only the history has it. */
export function threadIdOf(known: Known, peer: PersonUri): ConversationId | undefined {
  return threadOf(known, peer)?.conversation.id ?? known.dormant.get(peer)?.id;
}

/**
 * Of an ended conference with these people about this subject: whoever asks them again goes on there. Not where one was sent out of it, or
 * where nobody is left.
 */
export function conferenceIdOf(
  { threads, dormant }: Known,
  people: readonly PersonUri[],
  subject: string,
): ConversationId | undefined {
  const wanted = new Set(people);
  const fits = (each: Conversation): boolean =>
    each.isConference &&
    each.peer === undefined &&
    each.subject === subject &&
    each.participants.length === wanted.size &&
    each.participants.every(({ uri }) => wanted.has(uri)) &&
    takesMessages(each);
  const ended = [...threads.values()].filter(isAtRest).map(({ conversation }) => conversation);
  const fitting = [...ended, ...dormant.values()].filter(fits);
  return fitting.sort((one, other) => one.lastActivityAt - other.lastActivityAt).at(-1)?.id;
}

/** Whose thread it is that only the history has. */
export function ownerOfDormant({ dormant }: Known, id: ConversationId): string | undefined {
  for (const [owner, conversation] of dormant) if (conversation.id === id) return owner;
  return undefined;
}
