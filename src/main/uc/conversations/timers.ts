// What conversations wait for. At its end the reducer gets the timer back, and it may be for something that is over by then.
import { assertNever } from '../../../shared/assert-never';
import type { ConversationId } from '../../../shared/domain/conversation';
import type { PersonUri } from '../../../shared/domain/person';

export type ConversationTimer =
  /** Something under a number of this server session. */
  | {
      readonly kind: 'stray' | 'answer' | 'escalation' | 'guess';
      readonly session: number;
      readonly confId: number;
    }
  /** Somebody rings, and does so for that much longer. */
  | { readonly kind: 'ring'; readonly session: number; readonly confId: number; readonly leftMs: number }
  /** The number of what this request begins. */
  | { readonly kind: 'number'; readonly rid: string }
  | { readonly kind: 'asked' | 'reason' | 'comingBack' | 'refused'; readonly id: ConversationId }
  /** Another thread that has turned out to be the same one. */
  | { readonly kind: 'twin'; readonly id: ConversationId }
  /** Somebody's typing has to be renewed. */
  | { readonly kind: 'composing'; readonly id: ConversationId; readonly uri: PersonUri };

/** One that is set again takes the place of the one that has the same name. */
export function nameOfTimer(timer: ConversationTimer): string {
  const { kind } = timer;
  switch (kind) {
    case 'stray':
    case 'answer':
    case 'escalation':
    case 'guess':
    case 'ring':
      return `${kind} ${timer.session} ${timer.confId}`;
    case 'number':
      return `${kind} ${timer.rid}`;
    case 'asked':
    case 'reason':
    case 'comingBack':
    case 'refused':
    case 'twin':
      return `${kind} ${timer.id}`;
    case 'composing':
      return `${kind} ${timer.id} ${timer.uri}`;
    default:
      return assertNever(kind);
  }
}
