// What single replies say, and of which requests they may say it (protocol.md 2.2, 4.1–4.10, 7.4).
import type { CwaError } from '../../../protocol/cwa-error';
import type { CwaReply } from '../../../protocol/replies';
import type { RequestAccepted, VoIPReplyName } from '../../../protocol/replies/request-accepted';
import type { CwaRequest } from '../../../protocol/requests';
import type { ConferenceAction } from '../../../protocol/conference-actions';

/** A reply that says something of a request. */
export type Word = Exclude<CwaReply, { kind: 'event' | 'unknown' | 'signInSucceeded' }>;
export type Refusal = Extract<Word, { readonly error: CwaError }>;

/** Of each a request is told once at most. */
export type Form = 'conversation' | VoIPReplyName | 'accepted' | 'done';
export const forms: readonly Form[] = [
  'conversation',
  'voIPRedirectSucceeded',
  'voIPTerminateSucceeded',
  'voIPReplyWithIMAccepted',
  'accepted',
  'done',
];

export function wordsOf(reply: CwaReply): Word[] {
  switch (reply.kind) {
    case 'event':
      return numbersIn(reply);
    case 'unknown':
    case 'signInSucceeded':
      return [];
    default:
      return [reply];
  }
}

/** 7.4: the number of a conversation stands in an event as well. */
function numbersIn({ event }: Extract<CwaReply, { readonly kind: 'event' }>): RequestAccepted[] {
  if (event.kind !== 'conference') return [];
  return event.updates.flatMap((update) =>
    update.kind === 'initiateImSessionAccepted'
      ? [{ kind: 'requestAccepted', rid: update.rid, confId: update.confId || event.confId, isInner: true }]
      : [],
  );
}

/** Empty: none. */
export const ridOf = (word: Word): string => (word.kind === 'error' ? '' : (word.rid ?? ''));

export const isRefusal = (word: Word): word is Refusal => 'error' in word;

/** 7.5: 0 stands for none. */
export function confIdIn(word: Word): number | undefined {
  return isRefusal(word) || word.confId === undefined || word.confId <= 0 ? undefined : word.confId;
}

export function tells(word: Word, form: Form): boolean {
  if (isRefusal(word)) return false;
  const isInner = word.kind === 'requestAccepted' && word.isInner === true;
  switch (form) {
    case 'conversation':
      return confIdIn(word) !== undefined || (isInner && !word.voIP);
    case 'accepted':
      return word.kind === 'requestAccepted' && !isInner;
    case 'done':
      return word.kind === 'requestSucceeded';
    default:
      return word.voIP?.name === form;
  }
}

const actions: Readonly<Partial<Record<Form, readonly ConferenceAction['kind'][]>>> = {
  // 3.17, 6.12: a call that is answered in writing goes on as a conversation.
  conversation: ['initiateImSession', 'voIPReplyWithIM'],
  voIPRedirectSucceeded: ['voIPRedirect'],
  voIPTerminateSucceeded: ['voIPTerminate'],
  voIPReplyWithIMAccepted: ['voIPReplyWithIM'],
};

export function mayBeTold(request: CwaRequest, form: Form): boolean {
  const kinds = actions[form];
  return kinds === undefined || (request.kind === 'conference' && kinds.includes(request.action.kind));
}

/** By its kind, whatever its `rid`. */
export function mayBeSaidOf(request: CwaRequest, word: Word): boolean {
  return forms.every((form) => !tells(word, form) || mayBeTold(request, form));
}
