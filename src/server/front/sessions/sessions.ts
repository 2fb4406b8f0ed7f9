// All living sessions: made, found, and ended when their time is over (protocol.md 1.5, 1.7).
import { randomInt } from 'node:crypto';
import type { Clock } from '../../base/clock';
import type { Limits } from '../../base/limits';
import { runEach } from '../../base/run-each';
import { isEndpoint, type EventBody, type Person } from '../../world';
import { Session } from './session';

/** A session that has been silent this long may make room for another one of its user. */
const makesRoomAfterMs = 20_000;

/** Gives each session its number. */
export type SidSource = () => number;

/** Not from 1: after a restart no number may mean another session to a client that has kept it. */
export function createSids(): SidSource {
  let next = randomInt(1, 2 ** 30);
  return () => next++;
}

export interface SessionsParts {
  readonly clock: Clock;
  readonly limits: Limits;
  /** Without activity of the user. */
  readonly timeoutMs: number;
  /** A session that has not polled for so long is no endpoint (1.5) any more. */
  readonly absentAfterMs: number;
  readonly sids: SidSource;
  /** An event has come to the queue of one of them. */
  readonly onPushed: (event: EventBody) => void;
  /** It has gone from all lists. `backUntil`: it was lost, and its client may be back with another one until then. */
  readonly onEnding: (session: Session, backUntil: number | undefined) => void;
  /** Whoever watched what was in its queue has heard that it is lost. */
  readonly onEnded: (session: Session) => void;
  readonly onAbsent: (session: Session) => void;
  /** It was absent and polls again. */
  readonly onReturned: (session: Session) => void;
}

export interface SessionFigures {
  readonly sessions: number;
  readonly accounts: number;
  readonly heldPolls: number;
  /** Events that wait for their clients, and about how long they are. */
  readonly queuedEvents: number;
  readonly queuedChars: number;
  readonly longestQueue: number;
}

export class Sessions {
  private readonly bySid = new Map<number, Session>();
  private readonly byUser = new Map<string, Set<Session>>();
  private isClosed = false;

  constructor(private readonly parts: SessionsParts) {}

  get size(): number {
    return this.bySid.size;
  }

  /** Undefined: the user has too many, or the server has stopped. */
  open(person: Person, isLocal = false): Session | undefined {
    const { clock, limits, sids, onPushed } = this.parts;
    if (this.isClosed) return undefined;
    const own = this.byUser.get(person.key) ?? new Set();
    if (own.size >= limits.sessionsPerUser) {
      const [quietest] = [...own].sort((a, b) => a.lastHeardAt - b.lastHeardAt);
      if (!quietest || clock.now() - quietest.lastHeardAt < makesRoomAfterMs) return undefined;
      this.end(quietest, 'lost');
    }
    const onBroken = (broken: Session): void => this.end(broken, 'lost');
    const session = new Session(sids(), person, clock, limits, onBroken, onPushed, isLocal);
    this.bySid.set(session.sid, session);
    own.add(session);
    this.byUser.set(person.key, own);
    return session;
  }

  /** Those of clients by their user: people in the same process have no client that could go elsewhere. */
  accounts(): ReadonlyMap<string, readonly Session[]> {
    const own = [...this.byUser].map(([key, all]) => [key, [...all].filter(({ isLocal }) => !isLocal)] as const);
    return new Map(own.filter(([, all]) => all.length > 0));
  }

  has({ key }: Person): boolean {
    return this.byUser.has(key);
  }

  /** What all of them hold together. */
  measure(): SessionFigures {
    const all = [...this.bySid.values()];
    const sizes = all.map(({ queue }) => queue.size);
    return {
      sessions: all.length,
      accounts: this.byUser.size,
      heldPolls: all.filter(({ isWaited, isLocal }) => isWaited && !isLocal).length,
      queuedEvents: sizes.reduce((sum, size) => sum + size, 0),
      queuedChars: all.reduce((sum, { queue }) => sum + queue.charCount, 0),
      longestQueue: sizes.reduce((longest, size) => Math.max(longest, size), 0),
    };
  }

  /** Of this user alone: to others it does not exist. */
  find(sid: number | undefined, person: Person): Session | undefined {
    const session = sid === undefined ? undefined : this.bySid.get(sid);
    if (session?.person.key !== person.key) return undefined;
    if (!this.isOver(session)) return session;
    this.end(session, 'lost');
    return undefined;
  }

  /** A poll has come. */
  polled(session: Session): void {
    const wasAbsent = session.attention === 'absent';
    session.heard('poll');
    session.attention = 'polling';
    if (wasAbsent) this.parts.onReturned(session);
  }

  /** `lost`: nobody has asked for it, so its client may be back with another one at once. */
  end(session: Session, how: 'signed out' | 'lost'): void {
    if (session.isEnded) return;
    const { key } = session.person;
    this.bySid.delete(session.sid);
    const own = this.byUser.get(key);
    if (own?.delete(session) && own.size === 0) this.byUser.delete(key);
    session.isEnded = true;
    runEach([
      () => this.parts.onEnding(session, how === 'lost' ? this.absentAt(session) : undefined),
      () => session.queue.discard(),
      () => this.parts.onEnded(session),
      () => session.release(),
    ]);
  }

  /** Ends all, and begins no more. */
  close(): void {
    this.isClosed = true;
    runEach([...this.bySid.values()].map((session) => () => this.end(session, 'lost')));
  }

  /** Looks who has been silent for too long; called about once a second. `isLocal` ones live as long as who uses them. */
  tick(): void {
    runEach([...this.bySid.values()].map((session) => () => this.look(session)));
  }

  /** Seconds (1.7, inferred) that are left without activity of the user. */
  timeLeftS(session: Session): number {
    const { clock, timeoutMs } = this.parts;
    return Math.max(0, Math.ceil((lastUse(session) + timeoutMs - clock.now()) / 1_000));
  }

  get(sid: number): Session | undefined {
    return this.bySid.get(sid);
  }

  private look(session: Session): void {
    if (session.isLocal) return;
    if (this.isOver(session)) return this.end(session, 'lost');
    const isSilent = !session.isWaited && this.parts.clock.now() >= this.absentAt(session);
    if (!isEndpoint(session) || !isSilent) return;
    session.attention = 'absent';
    this.parts.onAbsent(session);
  }

  /** Idle too long, or not heard of for so long that its client must be gone. A held poll is a sign of life. */
  private isOver(session: Session): boolean {
    if (session.isLocal) return false;
    const { clock, limits, timeoutMs } = this.parts;
    const now = clock.now();
    const isSilent = now - session.lastHeardAt > Math.min(limits.silenceMs, timeoutMs) && !session.isWaited;
    return isSilent || now - lastUse(session) > timeoutMs;
  }

  private absentAt({ lastPolledAt }: Session): number {
    return lastPolledAt + this.parts.absentAfterMs;
  }
}

const lastUse = (session: Session): number => Math.max(session.lastActiveAt, session.lastUsedAt);
