// What a row of Recents says below its title: who is typing, how it ended, or what was said last. Pure; the words are RecentRow.vue's.
import type { Conversation, ConversationEnd } from '../../shared/domain/conversation';
import type { Message } from '../../shared/domain/message';
import type { PersonUri } from '../../shared/domain/person';
import { oneLine } from '../../shared/one-line';

/** Ends that tell more than the last words do. */
export const tellingEnds = [
  'missed',
  'declined',
  'peer-declined',
  'peer-offline',
  'no-answer',
  'unknown-person',
  'failed',
  'ejected',
  'answered-elsewhere',
] as const satisfies readonly ConversationEnd[];
export type TellingEnd = (typeof tellingEnds)[number];

export type LastWords =
  | { readonly kind: 'typing'; readonly who: PersonUri }
  /** `about`: the subject, else what it began with; perhaps empty. */
  | { readonly kind: 'ended'; readonly end: TellingEnd; readonly about: string }
  | { readonly kind: 'inviting' | 'ringing'; readonly about: string }
  | { readonly kind: 'own'; readonly text: string }
  /** `from` only where several could have said it. */
  | { readonly kind: 'said'; readonly text: string; readonly from?: PersonUri }
  | { readonly kind: 'subject'; readonly text: string }
  | { readonly kind: 'nothing' };

/** More than any row shows. */
const maxLength = 200;

/** What somebody wrote, as a row shows it. Only its beginning is looked at, however long it is. */
export function rowLine(text: string): string {
  return oneLine(text.slice(0, 2 * maxLength)).slice(0, maxLength);
}

/** `typing`: who is, as far as it can be known. */
export function lastWords(
  conversation: Conversation,
  messages: readonly Message[],
  typing: PersonUri | undefined,
): LastWords {
  const { state, end, isConference } = conversation;
  if (typing !== undefined) return { kind: 'typing', who: typing };
  const last = messages.at(-1);
  const about = rowLine(conversation.subject) || (last ? rowLine(last.body.text) : '');
  if (state === 'invited') return { kind: 'ringing', about };
  if (state === 'inviting') return { kind: 'inviting', about };
  if (state === 'ended' && isTelling(end)) return { kind: 'ended', end, about };
  if (!last) {
    const text = rowLine(conversation.subject);
    return text ? { kind: 'subject', text } : { kind: 'nothing' };
  }
  const text = rowLine(last.body.text);
  if (last.direction === 'outgoing') return { kind: 'own', text };
  return { kind: 'said', text, ...(isConference && { from: last.from }) };
}

function isTelling(end: ConversationEnd | undefined): end is TellingEnd {
  return (tellingEnds as readonly (ConversationEnd | undefined)[]).includes(end);
}
