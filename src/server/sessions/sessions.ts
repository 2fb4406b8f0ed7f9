// All living sessions: made, found, and ended when their time is over (protocol.md 1.5, 1.7).
import { randomInt } from 'node:crypto';
import type { Clock } from '../clock';
import type { Limits } from '../limits';
import type { UserState } from '../user-state';
import { Session, type SessionSettings } from './session';

/** A session that has been silent this long may make room for another one of its user. */
const makesRoomAfterMs = 20_000;

export class Sessions {
  private readonly bySid = new Map<number, Session>();
  /** Not from 1: after a restart no number may mean another session to a client that has kept it. */
  private nextSid = randomInt(1, 2 ** 30);

  constructor(
    private readonly clock: Clock,
    private readonly limits: Limits,
    private readonly timeoutMs: number,
    private readonly onEnded: (session: Session) => void,
  ) {}

  /** Undefined: the user has too many. */
  open(user: UserState, settings: SessionSettings, isLocal = false): Session | undefined {
    if (user.sessions.size >= this.limits.sessionsPerUser) {
      const [quietest] = [...user.sessions].sort((a, b) => a.lastHeardAt - b.lastHeardAt);
      if (!quietest || this.clock.now() - quietest.lastHeardAt < makesRoomAfterMs) return undefined;
      this.end(quietest);
    }
    const sid = this.nextSid;
    this.nextSid += 1;
    const session = new Session(sid, user, settings, this.clock, this.limits, (full) => this.end(full), isLocal);
    this.bySid.set(sid, session);
    user.sessions.add(session);
    return session;
  }

  /** Of this user alone: to others it does not exist. */
  find(sid: number | undefined, user: UserState): Session | undefined {
    const session = sid === undefined ? undefined : this.bySid.get(sid);
    if (!session || session.user !== user) return undefined;
    if (!this.isOver(session)) return session;
    this.end(session);
    return undefined;
  }

  end(session: Session): void {
    if (session.isEnded) return;
    this.bySid.delete(session.sid);
    session.user.sessions.delete(session);
    session.isEnded = true;
    this.onEnded(session);
    session.release();
  }

  endAll(): void {
    for (const session of [...this.bySid.values()]) this.end(session);
  }

  /** `isLocal` ones live as long as who uses them. */
  endOverdue(): void {
    for (const session of [...this.bySid.values()]) if (this.isOver(session)) this.end(session);
  }

  /** Seconds (1.7, inferred) that are left without activity of the user. */
  timeLeftS(session: Session): number {
    return Math.max(0, Math.ceil((lastUse(session) + this.timeoutMs - this.clock.now()) / 1_000));
  }

  get(sid: number): Session | undefined {
    return this.bySid.get(sid);
  }

  /** Idle too long, or not heard of for so long that its client must be gone. A held poll is a sign of life. */
  private isOver(session: Session): boolean {
    if (session.isLocal) return false;
    const now = this.clock.now();
    const isSilent = now - session.lastHeardAt > Math.min(this.limits.silenceMs, this.timeoutMs) && !session.isWaited;
    return isSilent || now - lastUse(session) > this.timeoutMs;
  }
}

const lastUse = (session: Session): number => Math.max(session.lastActiveAt, session.lastUsedAt);
