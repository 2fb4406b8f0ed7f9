// `cwaResponses`: the synchronous answer of the command channel and of a sign-in page (protocol.md 2.2, 4.1–4.7, 7.3, 7.4, 7.18).
import type { RequestAccepted } from './replies/request-accepted';
import type { RequestFailed } from './replies/request-failed';
import type { RequestInvalid } from './replies/request-invalid';
import type { SignInSucceeded } from './replies/sign-in-succeeded';
import type { BareError } from './replies/bare-error';
import type { UnknownElement } from './unknown-element';

export type CwaReply = RequestAccepted | RequestFailed | RequestInvalid | SignInSucceeded | BareError | UnknownElement;

export interface CwaResponses {
  readonly requestProcessed?: number;
  readonly unexpectedElement?: number;
  readonly sid?: number;
  readonly replies: readonly CwaReply[];
}
