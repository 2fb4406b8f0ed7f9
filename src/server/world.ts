// The port between the two halves of the server. The front speaks the API over HTTP and knows nothing of people; a world has the people,
// their lists, presence and conversations, and knows nothing of HTTP. The embedded world is in `memory/`; another one may stand behind
// the same front. What a world has to say to a client it says by events, so that nothing but `signIn` and `stop` waits.
import type { CwaError } from '../protocol/cwa-error';
import type { CwaEvent } from '../protocol/events';
import type { ServiceLack } from '../protocol/events/configuration';
import type { CwaReply } from '../protocol/replies';
import type { CwaRequest } from '../protocol/requests';
import type { InitiateSessionRequest } from '../protocol/requests/initiate-session';
import type { SipUri } from '../protocol/sip-uri';

/** What a session may ask for, but for its own beginning and end: those are the front's. */
export type WorldRequest = Exclude<CwaRequest, { kind: 'initiateSession' | 'terminateSession' }>;

export interface World {
  /** Whom an account name means, as far as that is known without asking anybody. */
  personNamed(user: string): Person | undefined;
  /** `wrong`: the name or the password; `away`: nobody can tell for now. */
  signIn(user: string, password: string): Promise<Person | 'wrong' | 'away'>;
  /** Left out by a world that does not have the passwords themselves: then nobody signs in by NTLM. */
  readonly passwords?: KnownPasswords;
  /** What of the API it cannot do: each client is told. */
  readonly lacks?: readonly ServiceLack[];
  /**
   * A session has begun (3.2): its first events come after what the front has told it of itself. Throws `CannotOpen` where it knows
   * already that nothing will come of it.
   */
  open(endpoint: Endpoint, person: Person, request: InitiateSessionRequest): void;
  /** Says at once whether the request is accepted; its result comes by events. */
  submit(endpoint: Endpoint, request: WorldRequest): CwaReply;
  noticed(endpoint: Endpoint, sign: Sign): void;
  /**
   * The session is over, and is none of its user's any more. `backUntil` (epoch milliseconds): it was lost, and its client may be back
   * with another one until then; undefined: the user has signed out. After this, and before `closed`, `onLost` is called for each event
   * that the client has not acknowledged.
   */
  closing(endpoint: Endpoint, backUntil: number | undefined): void;
  /** Nothing more comes of this session. */
  closed(endpoint: Endpoint): void;
  /**
   * Nothing is under way of what the session has said, so that it may end without leaving its client in doubt. Left out by a world in
   * which nothing ever is.
   */
  isCalm?(endpoint: Endpoint): boolean;
  /** Left out by a world that is always there. */
  health?(): WorldHealth;
  stop(): Promise<void>;
}

/** `since`: epoch milliseconds. */
export type WorldHealth = { readonly state: 'ok' } | { readonly state: 'away'; readonly since: number };

/** `active`: somebody is at it; `absent`: `attention` has become that; `returned`: it was absent, and its client polls again. */
export type Sign = 'active' | 'absent' | 'returned';

export interface Person {
  /** The same for all spellings of the address. */
  readonly key: string;
  readonly uri: SipUri;
  /** What the client gets at sign-in (4.5 `signInData`). */
  readonly office?: string;
  readonly phones: readonly PersonPhone[];
}

export interface PersonPhone {
  readonly type: 'work' | 'home' | 'mobile' | 'other';
  readonly number: string;
}

/** For ways to sign in that prove a password without sending it. */
export interface KnownPasswords {
  /** Whom an account name without a domain means, where it means one person alone. */
  personOfAccount(account: string): Person | undefined;
  /** Calls `isRight` once in any case, for nobody with an empty password: the time it takes must not tell who exists. */
  proves(person: Person | undefined, isRight: (password: string) => boolean): boolean;
}

/** One session as a world sees it (1.5): where its events go, and what is known of whoever reads them. */
export interface Endpoint {
  readonly sid: number;
  readonly attention: Attention;
  /** Epoch milliseconds: the last time that somebody was at it, by what its client says. */
  readonly lastActiveAt: number;
  push(event: EventBody, watch?: EventWatch): void;
  /** Takes back what has not gone out, as if it had never been; its watch hears nothing. */
  retract(isMeant: (event: EventBody) => boolean): void;
  succeed(rid: string): void;
  fail(rid: string, error: CwaError): void;
  /** The world has lost what is behind this session. It is over; its client may be back with another one. */
  end(): void;
}

/** `away`: what is behind cannot be reached for now; `signed-out`: whoever it is has to sign in anew. */
export class CannotOpen extends Error {
  constructor(readonly why: 'away' | 'signed-out') {
    super(`no session: ${why}`);
  }
}

/**
 * Whether what is told to a session gets to somebody. `expected`: it was opened and has not polled yet (its client may never have
 * learned that it exists); `polling`; `absent`: it has not polled for longer than a client ever waits. One that is absent is no
 * endpoint of its user until it polls again.
 */
export type Attention = 'expected' | 'polling' | 'absent';

export const isEndpoint = ({ attention }: { readonly attention: Attention }): boolean => attention !== 'absent';

type WithoutEid<T> = T extends unknown ? Omit<T, 'eid'> : never;
/** An event before it has a number. */
export type EventBody = WithoutEid<CwaEvent>;

/** What becomes of an event. Each is called once at most; after `onAcknowledged` or `onLost` nothing more. */
export interface EventWatch {
  /** It has gone out in an answer, which may have arrived or not. */
  onTold?(): void;
  /** The client has applied it: its `AckID` has passed it. Receipts hang on this alone. */
  onAcknowledged?(): void;
  /** The client will not get it any more: the session has ended, or the client has asked for what comes after it. */
  onLost?(): void;
}
