// `cwaEvents`: what a poll of the data channel brings (protocol.md 2.3). A closed union, one file a kind in `events/`.
import type { ConferenceEvent } from './events/conference';
import type { ConfigurationEvent } from './events/configuration';
import type { ContactGroupEvent } from './events/contact-group';
import type { ContainersEvent } from './events/containers';
import type { PresenceSubscriptionStateEvent } from './events/presence-subscription-state';
import type { RequestFailedEvent } from './events/request-failed';
import type { RequestSucceededEvent } from './events/request-succeeded';
import type { SearchResultEvent } from './events/search-result';
import type { SelfPresenceEvent } from './events/self-presence';
import type { SelfRawCategoriesEvent } from './events/self-raw-categories';
import type { SubscribersEvent } from './events/subscribers';
import type { UserPresenceEvent } from './events/user-presence';
import type { UserRawCategoriesEvent } from './events/user-raw-categories';
import type { UnknownElement } from './unknown-element';

export type CwaEvent =
  | RequestSucceededEvent
  | RequestFailedEvent
  | ConfigurationEvent
  | ContactGroupEvent
  | SubscribersEvent
  | ContainersEvent
  | SelfPresenceEvent
  | UserPresenceEvent
  | PresenceSubscriptionStateEvent
  | SearchResultEvent
  | SelfRawCategoriesEvent
  | UserRawCategoriesEvent
  | ConferenceEvent;

/** An element that is no known event, or one that broke its own rules; the rest of the document still counts. */
export type UnreadableEvent = UnknownElement & { readonly eid?: number; readonly reason?: string };

export interface CwaEvents {
  readonly sid?: number;
  /** Opaque to the client: sent back as `AckID` (7.8). */
  readonly ackId: number;
  readonly pollWaitTimeMs?: number;
  /** Seconds (inferred, 1.7). */
  readonly sessionTimeoutS?: number;
  readonly events: readonly (CwaEvent | UnreadableEvent)[];
}
