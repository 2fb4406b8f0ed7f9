// What every reducer of the domain takes and gives (design.md, "State machines"): data in, data out.
import type { ConferenceRequest } from '../../protocol/requests/conference';
import type { Change, Model } from '../../shared/domain/model';
import type { PersonUri } from '../../shared/domain/person';
import type { ConversationTimer } from './conversations/timers';
import type { Signal } from './engine';

/** When an input came, by both clocks. */
export interface Moment {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Of the monotonic clock, in milliseconds: for what is measured. */
  readonly monotonicNow: number;
}

export interface Context extends Moment {
  readonly self: PersonUri;
  readonly model: Model;
  readonly isOnline: boolean;
  /** How long somebody who asks rings here. Absent: until they give up. */
  readonly ringMs?: number;
  /** Whether this person was there before the last session was lost, and may be on the way back from the same trouble. */
  isExpectedBack(uri: PersonUri): boolean;
  newRid(): string;
  newConversationId(): string;
  newMessageId(): string;
}

export type Effect =
  | { readonly kind: 'request'; readonly request: ConferenceRequest }
  /** Replaces a timer of the same name; at its end the conversations get `{ kind: 'timer', timer }`. */
  | { readonly kind: 'timer'; readonly timer: ConversationTimer; readonly delayMs: number }
  | { readonly kind: 'stopTimer'; readonly timer: ConversationTimer };

export interface Reduced<State> {
  readonly state: State;
  readonly changes: readonly Change[];
  readonly signals: readonly Signal[];
  readonly effects: readonly Effect[];
}
