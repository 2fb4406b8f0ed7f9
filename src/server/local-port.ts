// A client inside the server's process: signs in without HTTP, submits requests and receives events as typed values. It goes
// through the same core as everybody, with the same rights.
import type { CwaEvent } from '../protocol/events';
import type { CwaReply } from '../protocol/replies';
import type { CwaRequest } from '../protocol/requests';
import type { InitiateSessionRequest } from '../protocol/requests/initiate-session';
import type { SipUri } from '../protocol/sip-uri';
import type { CallEnd, CallOffer } from './memory/conferences/call';
import { startCall, type RingingCall } from './memory/conferences/calls';
import type { Core } from './front/front';
import { sessionNotFound } from './base/errors';
import type { Session } from './front/sessions/session';

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

export interface LocalPort {
  /** Throws for somebody the directory does not know. */
  signIn(uri: SipUri, options?: Omit<Partial<InitiateSessionRequest>, 'kind' | 'rid'>): LocalUser;
  /** Lets the telephone of somebody ring (protocol.md 4.9). Undefined: nobody is there. */
  ring(to: SipUri, offer: CallOffer, onEnd?: (end: CallEnd) => void): RingingCall | undefined;
  /** Somebody comes to his first endpoint, or leaves his last; tells at once of those who are there. */
  onComing(listener: (uri: SipUri, isOnline: boolean) => void): () => void;
}

export function createLocalPort(core: Core): LocalPort {
  return {
    signIn(uri, options = {}) {
      const user = core.users.byUri(uri);
      if (!user) throw new Error('nobody has this address');
      const request: InitiateSessionRequest = { ...options, kind: 'initiateSession', rid: '0' };
      const { session } = core.initiateSession(user, request, { isLocal: true });
      if (!session) throw new Error('too many sessions');
      return new InProcessUser(core, session);
    },
    ring(to, offer, onEnd = () => undefined) {
      const user = core.users.byUri(to);
      return user && startCall(core.conferences, user, offer, onEnd);
    },
    onComing(listener) {
      for (const user of core.users.all) if (user.isOnline) listener(user.person.uri, true);
      return core.onComing((user, isOnline) => listener(user.person.uri, isOnline));
    },
  };
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
    return this.session.user.person.uri;
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
    return this.core.submit(this.session, { ...request, rid } as CwaRequest);
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
