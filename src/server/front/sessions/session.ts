// One session (protocol.md 1.5, 1.7, 3.2): the queue of events for its client, the poll that waits for them, and when its client and
// its user were last heard of. What the events mean is the world's business.
import type { CwaError } from '../../../protocol/cwa-error';
import type { Clock } from '../../base/clock';
import type { Limits } from '../../base/limits';
import type { Attention, Endpoint, EventBody, EventWatch, Person } from '../../world';
import { EventQueue } from './event-queue';

export class Session implements Endpoint {
  readonly queue: EventQueue;
  isEnded = false;
  attention: Attention;
  lastHeardAt: number;
  /** The last sign that somebody fetches: a poll that came, or one that was held until then. At first: when the session began. */
  lastPolledAt: number;
  /** The last `UA` that told of a person. */
  lastActiveAt: number;
  /** The last command: keeps the session from timing out, says nothing of a person (3.26: clients publish by a timer). */
  lastUsedAt: number;
  /** Set while a poll is held: called when there is something to say. */
  private wake: (() => void) | undefined;
  private isWaking = false;
  private holds = 0;

  constructor(
    readonly sid: number,
    readonly person: Person,
    private readonly clock: Clock,
    limits: Limits,
    /** It can go on no more: its queue is full, or the world has lost it. */
    private readonly onBroken: (session: Session) => void,
    private readonly onPushed: (event: EventBody) => void,
    /** In-process endpoints never time out. */
    readonly isLocal: boolean,
  ) {
    this.queue = new EventQueue({ events: limits.queuedEvents, chars: limits.queuedChars });
    this.lastHeardAt = this.lastPolledAt = this.lastActiveAt = this.lastUsedAt = clock.now();
    this.attention = isLocal ? 'polling' : 'expected';
  }

  push(body: EventBody, watch?: EventWatch): void {
    if (this.isEnded) return;
    this.onPushed(body);
    if (!this.queue.push(body, watch)) this.onBroken(this);
    this.rouse();
  }

  retract(isMeant: (event: EventBody) => boolean): void {
    this.queue.retract(isMeant);
  }

  succeed(rid: string): void {
    this.push({ kind: 'requestSucceeded', rid });
  }

  fail(rid: string, error: CwaError): void {
    this.push({ kind: 'requestFailed', rid, error });
  }

  end(): void {
    this.onBroken(this);
  }

  /** A sign of life: of the client that polls, by a command, or of a person at it. */
  heard(of: 'poll' | 'command' | 'person'): void {
    const now = this.clock.now();
    this.lastHeardAt = now;
    if (of === 'poll') this.lastPolledAt = now;
    if (of === 'command') this.lastUsedAt = now;
    if (of === 'person') this.lastActiveAt = now;
  }

  /** One waiter at a time: a second poll releases the first (section 8 leaves two polls open). */
  waitForEvents(wake: () => void): () => void {
    this.wake?.();
    this.wake = wake;
    return () => {
      if (this.wake === wake) this.wake = undefined;
    };
  }

  /** Polls bring nothing new for the moment. */
  get isHeldBack(): boolean {
    return this.holds > 0;
  }

  /**
   * Trouble on purpose: nothing more goes out until the function that is given back is called, and then with a poll that is asked
   * after that.
   */
  holdBack(): () => void {
    let isOver = false;
    this.holds += 1;
    return () => {
      if (isOver) return;
      isOver = true;
      // One that has been waiting goes home with nothing.
      this.release();
      setImmediate(() => {
        this.holds -= 1;
        this.rouse();
      });
    };
  }

  /** A poll is held. */
  get isWaited(): boolean {
    return this.wake !== undefined;
  }

  /** Releases a poll that is held, if there is one. */
  release(): void {
    this.wake?.();
  }

  /** Once a turn: events that belong together go out together, after the reply to the request that made them. */
  private rouse(): void {
    if (!this.wake || this.isWaking || this.isHeldBack) return;
    this.isWaking = true;
    setImmediate(() => {
      this.isWaking = false;
      this.wake?.();
    });
  }
}
