// The middle of the front: sessions begin and end here, and what they ask for is checked and handed to the world behind. Knows nothing
// of HTTP or XML, so that people in the same process are clients like all others.
import type { CwaReply } from '../../protocol/replies';
import type { CwaRequest } from '../../protocol/requests';
import type { InitiateSessionRequest } from '../../protocol/requests/initiate-session';
import { parseSipUri, type SipUri } from '../../protocol/sip-uri';
import type { Clock } from '../base/clock';
import { invalidRequest, throttled } from '../base/errors';
import type { Limits } from '../base/limits';
import type { Log } from '../base/log';
import { runEach } from '../base/run-each';
import type { EventBody, Person, World } from '../world';
import type { FrontOptions } from './front-options';
import { Allowance } from './sessions/allowance';
import type { Session } from './sessions/session';
import { Sessions, type SidSource } from './sessions/sessions';

/** 4.3, 7.16. */
const composingTimers = { refreshInterval: 60, timeout: 120 };
/** 4.3: display name and e-mail. */
const defaultSearchFields = 12;
const defaultTimeoutS = 600;

const isAvailability = (value: number): boolean => value >= 0 && value <= 32_767;

export interface CoreParts {
  readonly options: Pick<FrontOptions, 'sessionTimeoutS' | 'pollWaitMs' | 'userNotice'>;
  readonly world: World;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly sids: SidSource;
  readonly log?: Log;
}

export class Core {
  readonly world: World;
  readonly limits: Limits;
  readonly sessions: Sessions;
  readonly allowance: Allowance;
  readonly pollWaitMs: number;
  /** Whether this server is about to end: it takes nobody in, and whose sessions have ended belongs elsewhere. */
  isDraining = false;
  private readonly userNotice: string;

  constructor({ options, world, clock, limits, sids, log = () => undefined }: CoreParts) {
    this.world = world;
    this.limits = limits;
    this.pollWaitMs = options.pollWaitMs ?? 1_000;
    this.userNotice = options.userNotice ?? '';
    this.allowance = new Allowance(limits, clock.now);
    this.sessions = new Sessions({
      clock,
      limits,
      timeoutMs: (options.sessionTimeoutS ?? defaultTimeoutS) * 1_000,
      absentAfterMs: this.pollWaitMs + limits.graceMs,
      sids,
      onPushed: (event) => kindsOf(event).forEach((kind) => log({ event: 'told', kind })),
      onEnding: (session, backUntil) => world.closing(session, backUntil),
      onEnded: (session) => world.closed(session),
      onAbsent: (session) => world.noticed(session, 'absent'),
      onReturned: (session) => world.noticed(session, 'returned'),
    });
  }

  /** 3.2. What the front itself has to say of the session is in the queue when this returns. */
  initiateSession(
    person: Person,
    request: InitiateSessionRequest,
    place: { readonly isLocal?: boolean; readonly logoffUrl?: string | undefined } = {},
  ): { readonly reply: CwaReply; readonly session?: Session } {
    const { rid, userStateAvailability } = request;
    if (this.isDraining)
      return { reply: { kind: 'requestFailed', rid, error: throttled('The server is about to end.') } };
    if (userStateAvailability !== undefined && !isAvailability(userStateAvailability)) {
      return { reply: { kind: 'requestInvalid', rid, error: invalidRequest('userStateAvailability is out of range') } };
    }
    const session = this.sessions.open(person, place.isLocal);
    if (!session) return { reply: { kind: 'requestFailed', rid, error: throttled('The user has too many sessions.') } };
    session.succeed(rid);
    session.push({
      kind: 'configuration',
      search: { defaultFunction: 'or', defaultFields: defaultSearchFields },
      enableAppearOffline: true,
      imComposingTimers: composingTimers,
      ...(place.logoffUrl !== undefined && { customAuthLogoffUrl: place.logoffUrl }),
      userNotice: this.userNotice,
      ...(this.world.lacks && { lacks: this.world.lacks }),
    });
    // A queue too small for this much has ended it already.
    if (!session.isEnded) this.openInWorld(session, person, request);
    return {
      session,
      reply: {
        kind: 'requestAccepted',
        rid,
        session: { sid: session.sid, uri: person.uri, pollWaitTimeMs: this.pollWaitMs },
      },
    };
  }

  submit(session: Session, request: Exclude<CwaRequest, InitiateSessionRequest>): CwaReply {
    if (request.kind !== 'terminateSession') return this.checkUris(request) ?? this.world.submit(session, request);
    this.sessions.end(session, 'signed out');
    return { kind: 'requestAccepted', rid: request.rid };
  }

  tick(): void {
    runEach([() => this.sessions.tick(), () => this.allowance.sweep()]);
  }

  /** A session that the world could not open is none: nothing of it may come to the world later. */
  private openInWorld(session: Session, person: Person, request: InitiateSessionRequest): void {
    try {
      this.world.open(session, person, request);
    } catch (error) {
      this.sessions.end(session, 'lost');
      throw error;
    }
  }

  /** 3.30: an address without `sip:` is rejected. */
  private checkUris(request: CwaRequest): CwaReply | undefined {
    const { rid } = request;
    const uris = urisIn(request);
    if (uris.length > this.limits.urisInRequest) {
      return { kind: 'requestFailed', rid, error: throttled('There are too many addresses.') };
    }
    if (uris.every((uri) => parseSipUri(uri))) return undefined;
    return { kind: 'requestInvalid', rid, error: invalidRequest('uri is not a SIP URI') };
  }
}

const kindsOf = (event: EventBody): readonly string[] =>
  event.kind === 'conference' ? event.updates.map(({ kind }) => kind) : [event.kind];

/** The people that a request names in a list. */
function urisIn(request: CwaRequest): readonly SipUri[] {
  const holder = request.kind === 'conference' ? request.action : request;
  return 'uris' in holder ? holder.uris : [];
}
