// `cwaRequests`: what the client sends (protocol.md 2.1). A closed union, one file a kind in `requests/`.
import type { AcknowledgeSubscriberRequest } from './requests/acknowledge-subscriber';
import type { AddContactRequest } from './requests/add-contact';
import type { AddGroupRequest } from './requests/add-group';
import type { ConferenceRequest } from './requests/conference';
import type { DeleteContactRequest } from './requests/delete-contact';
import type { DeleteGroupRequest } from './requests/delete-group';
import type { InitiateSessionRequest } from './requests/initiate-session';
import type { LogonRequest } from './requests/logon';
import type { PublishRawCategoriesRequest } from './requests/publish-raw-categories';
import type { PublishSelfPresenceRequest } from './requests/publish-self-presence';
import type { QueryPresenceRequest } from './requests/query-presence';
import type { SearchRequest } from './requests/search';
import type { SubscribePresenceRequest } from './requests/subscribe-presence';
import type { TerminateSessionRequest } from './requests/terminate-session';
import type { UnSubscribePresenceRequest } from './requests/un-subscribe-presence';
import type { UpdateContactRequest } from './requests/update-contact';
import type { UpdateContainerRequest } from './requests/update-container';
import type { UpdateGroupRequest } from './requests/update-group';

/** A request that is answered by its `rid`. */
export type CwaRequest =
  | InitiateSessionRequest
  | TerminateSessionRequest
  | ConferenceRequest
  | AddGroupRequest
  | UpdateGroupRequest
  | DeleteGroupRequest
  | AddContactRequest
  | UpdateContactRequest
  | DeleteContactRequest
  | AcknowledgeSubscriberRequest
  | UpdateContainerRequest
  | PublishSelfPresenceRequest
  | PublishRawCategoriesRequest
  | QueryPresenceRequest
  | SubscribePresenceRequest
  | UnSubscribePresenceRequest
  | SearchRequest;

/** Every child of `cwaRequests`. */
export type AnyRequest = LogonRequest | CwaRequest;

export interface CwaRequests {
  readonly sid?: number;
  readonly requests: readonly AnyRequest[];
}

/** A request element that breaks the rules; the server answers it with `requestInvalid` (protocol.md 4.7, 7.19). */
export interface InvalidRequest {
  readonly kind: 'invalid';
  readonly rid?: string;
  /** What is wrong, in words for a developer; never holds content of the request. */
  readonly reason: string;
}

export interface DecodedRequests {
  readonly sid?: number;
  readonly requests: readonly (AnyRequest | InvalidRequest)[];
}
