// `requestAccepted`, also read from the forms `initiateSessionAccepted` and a bare `initiateImSessionAccepted`
// (protocol.md 4.1, 4.2, 4.4, 7.3, 7.4).
import type { SipUri } from '../sip-uri';

export interface AcceptedSession {
  readonly sid: number;
  readonly uri?: SipUri;
  readonly pollWaitTimeMs?: number;
}

export type VoIPReplyName = 'voIPRedirectSucceeded' | 'voIPTerminateSucceeded' | 'voIPReplyWithIMAccepted';

export interface RequestAccepted {
  readonly kind: 'requestAccepted';
  /** Empty when a bare reply had none. */
  readonly rid: string;
  /** Only in the reply to `initiateSession`. */
  readonly session?: AcceptedSession;
  /** The id given by `initiateImSessionAccepted`. */
  readonly confId?: number;
  readonly voIP?: { readonly name: VoIPReplyName; readonly confId: number };
}
