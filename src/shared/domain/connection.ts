// The life of the connection to a server, as a person sees it.
import type { Failure } from './failure';

export type Connection =
  | { readonly kind: 'signed-out'; readonly failure?: Failure }
  | { readonly kind: 'connecting'; readonly step: 'signing-in' | 'opening-session' | 'loading-contacts' }
  | { readonly kind: 'online'; readonly since: number }
  | {
      readonly kind: 'reconnecting';
      readonly failure: Failure;
      readonly attempt: number;
      readonly retryAt: number;
      /**
       * Nothing more is tried than what a person answers: a password, or that it may be tried again. `proxy`: a proxy on the way
       * asks, and is tried again without a password meanwhile, since the next network may have none.
       */
      readonly asks?: 'password' | 'again' | 'proxy';
    };

/** What the administrator of the server decided (protocol.md 4.3). */
export interface Policy {
  readonly canAppearOffline: boolean;
  /** Shown at the top of every conversation window; empty: none. */
  readonly userNotice: string;
  /** In which of them the directory is searched for what somebody types (4.3). */
  readonly searchedFields: readonly SearchField[];
  /** Seconds that one composing state lives; at least 3 (7.16). */
  readonly composingRefreshS: number;
  /** What of it there is not behind this server: it says so itself, or it is not known. */
  readonly lacks: readonly ServiceLack[];
}

/** `accessLevels`: whoever is let in sees the same as everybody; nobody sees anything before. */
export type ServiceLack = 'calls' | 'accessLevels' | 'windowsSignIn' | 'missedMessages';

export const searchFields = ['firstName', 'lastName', 'displayName', 'email'] as const;
export type SearchField = (typeof searchFields)[number];

export const defaultPolicy: Policy = {
  canAppearOffline: true,
  userNotice: '',
  searchedFields: searchFields,
  composingRefreshS: 60,
  lacks: [],
};
