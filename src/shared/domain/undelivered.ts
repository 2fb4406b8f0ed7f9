// What somebody has typed and nobody has got: own messages that are not sent, or not known to have arrived, and what is half-written.
import type { Message } from './message';
import type { Model } from './model';

export interface Undelivered {
  /** Waiting, under way or failed. */
  readonly unsent: number;
  /** On the wire when the answer was lost. */
  readonly doubtful: number;
}

export function undelivered(messages: readonly Message[]): Undelivered {
  let unsent = 0;
  let doubtful = 0;
  for (const { delivery } of messages) {
    if (delivery === 'queued' || delivery === 'sending' || delivery === 'failed') unsent += 1;
    else if (delivery === 'unknown') doubtful += 1;
  }
  return { unsent, doubtful };
}

/** Of what others are to know of oneself. */
export const noteDraftKey = 'note';
/** Of a conversation's composer. */
export const conversationDraftKey = (conversationId: string): string => `conversation:${conversationId}`;
/** Of what its next session is to be about. */
export const subjectDraftKey = (conversationId: string): string => `subject:${conversationId}`;
const draftKeysFrom = [conversationDraftKey, subjectDraftKey];
/** Of all that is half-written in a conversation. */
export const draftKeysOf = (conversationId: string): readonly string[] =>
  draftKeysFrom.map((keyOf) => keyOf(conversationId));
/** What is half-written in one that becomes part of another: where it was, and where it goes. */
export const movedDrafts = (from: string, into: string): readonly (readonly [old: string, next: string])[] =>
  draftKeysFrom.map((keyOf) => [keyOf(from), keyOf(into)]);
const conversationKey = /^(?:conversation|subject):(.*)$/u;

export function hasDraft(draftKeys: ReadonlySet<string>, conversationId: string): boolean {
  return draftKeysOf(conversationId).some((key) => draftKeys.has(key));
}

/** What was half-written twice stands one under the other, or, a subject, in its one line. */
export const draftSeparator = (key: string): string => (key.startsWith('subject:') ? ', ' : '\n');

export function joinedDraft(key: string, first: string, second: string): string {
  return first === '' || second === '' ? first + second : first + draftSeparator(key) + second;
}

/** Words that could not be sent, and where in the draft they belong: before what was written since, or after it. */
export interface ReturnedDraft {
  readonly key: string;
  readonly words: string;
  readonly at: 'start' | 'end';
  /** What they were when they came before: they take its place. Empty words take it away. */
  readonly instead?: string;
}

/** The same as it is told: numbers grow, whatever draft they are about. */
export interface ToldReturn extends ReturnedDraft {
  readonly number: number;
}

/** A draft for a field that also hears what returns to it: which of that it has already is not told by the order in which both come. */
export interface OpenedDraft {
  readonly value: string;
  /** Of the last return that was told before. */
  readonly number: number;
}

export function withReturned(draft: string, { key, words, at, instead }: ReturnedDraft): string {
  const between = draftSeparator(key);
  const around = between + draft + between;
  const before = instead === undefined ? undefined : between + instead + between;
  if (before !== undefined && around.includes(before)) {
    const now = around.replace(before, () => (words === '' ? between : between + words + between));
    return now.slice(between.length, -between.length);
  }
  return at === 'start' ? joinedDraft(key, words, draft) : joinedDraft(key, draft, words);
}

export interface Unfinished extends Undelivered {
  readonly drafts: number;
}

/** In all conversations together; undefined: nothing. A draft counts where it can be found: not that of a deleted conversation. */
export function unfinished(model: Model, draftKeys: readonly string[]): Unfinished | undefined {
  const all = [...model.messages.values()].map(undelivered);
  const isFound = (key: string): boolean => {
    const [, id] = conversationKey.exec(key) ?? [];
    return id === undefined || model.conversations.has(id);
  };
  const found = {
    unsent: all.reduce((sum, { unsent }) => sum + unsent, 0),
    doubtful: all.reduce((sum, { doubtful }) => sum + doubtful, 0),
    drafts: draftKeys.filter(isFound).length,
  };
  return found.unsent + found.doubtful + found.drafts > 0 ? found : undefined;
}
