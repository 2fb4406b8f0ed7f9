// What conversations wait for. At its end the reducer gets the timer back, and it may be for something that is over by then.
import type { ConversationId } from '../../../shared/domain/conversation';
import type { PersonUri } from '../../../shared/domain/person';

export type ConversationTimer =
  /** Something under a number of this server session. */
  | {
      readonly kind: 'stray' | 'answer' | 'escalation' | 'guess';
      readonly session: number;
      readonly confId: number;
    }
  /** The number of what this request begins. */
  | { readonly kind: 'number'; readonly rid: string }
  | { readonly kind: 'asked' | 'reason' | 'comingBack'; readonly id: ConversationId }
  /** Somebody's typing has to be renewed. */
  | { readonly kind: 'composing'; readonly id: ConversationId; readonly uri: PersonUri };

/** One that is set again takes the place of the one that has the same name. */
export function nameOfTimer(timer: ConversationTimer): string {
  const fields = Object.entries(timer).sort(([a], [b]) => (a < b ? -1 : 1));
  return fields.map(([, value]) => String(value)).join(' ');
}
