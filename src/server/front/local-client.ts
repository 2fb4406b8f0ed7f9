// A client inside the server's process: signs in without HTTP, submits requests and receives events as typed values. It goes
// through the same core as everybody, with the same rights.
import type { CwaEvent } from '../../protocol/events';
import type { CwaReply } from '../../protocol/replies';
import type { CwaRequest } from '../../protocol/requests';
import type { InitiateSessionRequest } from '../../protocol/requests/initiate-session';
import type { SipUri } from '../../protocol/sip-uri';
import { sessionNotFound } from '../base/errors';
import type { Person } from '../world';
import type { Core } from './core';
import type { Session } from './sessions/session';

/** A request before it has a `rid`. */
export type LocalRequest = WithoutRid<Exclude<CwaRequest, { kind: 'initiateSession' }>>;
type WithoutRid<T> = T extends unknown ? Omit<T, 'rid'> : never;

export interface LocalUser {
  readonly uri: SipUri;
  /** In order, some time after what caused them, never from inside a call of `submit`. The first batch too. */
  onEvent(listener: (event: CwaEvent) => void): () => void;
  /** The reply; the result comes by events with its `rid`. */
  submit(request: LocalRequest): CwaReply;
  /** Ends the session; no event comes after it. */
  signOut(): void;
  /** The server has ended the session, by `signOut` or because it stops. */
  readonly isSignedOut: boolean;
}

/** What a local client may say at its sign-in. */
export type LocalSignIn = Omit<Partial<InitiateSessionRequest>, 'kind' | 'rid'>;

/** Signs somebody in who need not prove anything. Throws where they have too many sessions, or the server has stopped. */
export function signInLocally(core: Core, person: Person, given: LocalSignIn = {}): LocalUser {
  const request: InitiateSessionRequest = {
    ...given,
    kind: 'initiateSession',
    rid: '0',
    // Nobody sits at a machine here: what it says of its activity it publishes itself (3.2).
    options: { autoSubscribePresenceForContacts: true, ...given.options, autoPublishMachineState: false },
  };
  const { session } = core.initiateSession(person, request, { isLocal: true });
  if (!session) throw new Error('too many sessions');
  return new InProcessUser(core, session);
}

const eventsAtOnce = { events: 100, chars: Infinity };

class InProcessUser implements LocalUser {
  private readonly listeners = new Set<(event: CwaEvent) => void>();
  private nextRid = 1;
  private ackId = 0;
  private isPumping = false;

  constructor(
    private readonly core: Core,
    private readonly session: Session,
  ) {
    session.waitForEvents(() => this.pump());
  }

  get uri(): SipUri {
    return this.session.person.uri;
  }

  get isSignedOut(): boolean {
    return this.session.isEnded;
  }

  onEvent(listener: (event: CwaEvent) => void): () => void {
    this.listeners.add(listener);
    setImmediate(() => this.pump());
    return () => this.listeners.delete(listener);
  }

  submit(request: LocalRequest): CwaReply {
    const rid = String(this.nextRid);
    this.nextRid += 1;
    if (this.session.isEnded) return { kind: 'requestFailed', rid, error: sessionNotFound };
    return this.core.submit(this.session, { ...request, rid } as Exclude<CwaRequest, InitiateSessionRequest>);
  }

  signOut(): void {
    this.core.sessions.end(this.session, 'signed out');
  }

  /** What is handled is acknowledged, as by a poll. */
  private pump(): void {
    if (this.isPumping || this.listeners.size === 0) return;
    this.isPumping = true;
    try {
      while (!this.session.isEnded && this.session.queue.hasAfter(this.ackId)) {
        const { events, ackId } = this.session.queue.after(this.ackId, eventsAtOnce);
        this.ackId = ackId;
        for (const event of events) for (const listener of this.listeners) listener(event);
      }
      this.session.queue.acknowledge(this.ackId);
    } finally {
      this.isPumping = false;
    }
  }
}
