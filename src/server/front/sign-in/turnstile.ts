// Lets attempts through one after another: the first few at once, then with gaps that grow. Nobody is refused who can wait.
// They are let through in the order in which they came, as long as all of them can be in time. Where too many wait for that, lots are
// drawn: whoever guesses most must not be heard most.
import type { Clock } from '../../base/clock';

export interface Pace {
  /** So many go through without a gap. */
  readonly atOnce: number;
  /** In the long run no more than one in this time: each one is forgotten so much later, and no gap is longer. */
  readonly eachMs: number;
}

export interface Passenger {
  /** The connection. One that has been through here before goes after those that have not. */
  readonly line: object;
  /** Nobody waits for it any more. */
  readonly gone: AbortSignal;
  /** By the clock. */
  readonly until: number;
}

interface Gate {
  /** How many went through, less what is forgotten by `at`. */
  level: number;
  at: number;
  opensAt: number;
  timer?: unknown;
  readonly waiting: Set<Waiting>;
}

interface Waiting {
  readonly line: object;
  readonly until: number;
  readonly end: (isThrough: boolean) => void;
}

const firstGapMs = 1_000;
/** More keys than this are not kept: who invents names must not fill the memory. Who waits holds a connection, and those are counted. */
const maxKeys = 10_000;

export class Turnstile {
  private readonly gates = new Map<string, Gate>();
  private readonly worn = new WeakSet<object>();

  constructor(
    private readonly pace: Pace,
    private readonly clock: Clock,
    private readonly random: () => number,
  ) {}

  /** False: it had to wait for too long, or is gone. */
  async pass(key: string, passenger: Passenger): Promise<boolean> {
    const gate = this.gateOf(key);
    const isThrough =
      gate.waiting.size === 0 && this.msUntilOpen(gate) <= 0 ? this.count(gate) : await this.wait(gate, passenger);
    this.worn.add(passenger.line);
    return isThrough;
  }

  /** It was no guess: as if it had not been. */
  takeBack(key: string): void {
    const gate = this.gates.get(key);
    if (!gate) return;
    gate.level = Math.max(0, this.levelOf(gate) - 1);
    gate.at = this.clock.now();
    gate.opensAt = Math.min(gate.opensAt, gate.at + this.gapAfter(gate.level));
    this.arm(gate);
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.gates.size;
  }

  /** Nobody waits any longer. */
  stop(): void {
    for (const gate of this.gates.values()) for (const { end } of gate.waiting) end(false);
  }

  private wait(gate: Gate, { line, gone, until }: Passenger): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (isThrough: boolean): void => {
        gate.waiting.delete(waiting);
        this.clock.clearTimeout(timer);
        gone.removeEventListener('abort', leave);
        this.arm(gate);
        resolve(isThrough);
      };
      const leave = (): void => end(false);
      const waiting = { line, until, end };
      const timer = this.clock.setTimeout(leave, until - this.clock.now());
      gate.waiting.add(waiting);
      if (gone.aborted) return leave();
      gone.addEventListener('abort', leave);
      this.arm(gate);
    });
  }

  private arm(gate: Gate): void {
    this.clock.clearTimeout(gate.timer);
    delete gate.timer;
    if (gate.waiting.size === 0) return;
    gate.timer = this.clock.setTimeout(() => this.open(gate), this.msUntilOpen(gate));
  }

  private open(gate: Gate): void {
    const all = [...gate.waiting];
    const fresh = all.filter(({ line }) => !this.worn.has(line));
    const next = fresh.length > 0 ? fresh : all;
    const chosen = this.areInTime(next) ? next[0] : next[Math.floor(this.random() * next.length)];
    if (!chosen) return;
    this.count(gate);
    chosen.end(true);
  }

  /** Each of them could still be heard, one after another. */
  private areInTime(waiting: readonly Waiting[]): boolean {
    const now = this.clock.now();
    return waiting.every(({ until }, at) => now + at * this.pace.eachMs <= until);
  }

  private count(gate: Gate): true {
    gate.level = this.levelOf(gate) + 1;
    gate.at = this.clock.now();
    gate.opensAt = gate.at + this.gapAfter(gate.level);
    return true;
  }

  /** Never longer than a gap can be, even if the clock was set back. */
  private msUntilOpen({ opensAt }: Gate): number {
    return Math.min(opensAt - this.clock.now(), this.pace.eachMs);
  }

  private gapAfter(level: number): number {
    const over = Math.round(level) - this.pace.atOnce;
    return over < 0 ? 0 : Math.min(firstGapMs * 2 ** over, this.pace.eachMs);
  }

  private levelOf({ level, at }: Gate): number {
    return Math.max(0, level - Math.max(0, this.clock.now() - at) / this.pace.eachMs);
  }

  private gateOf(key: string): Gate {
    const gate = this.gates.get(key) ?? { level: 0, at: 0, opensAt: 0, waiting: new Set() };
    // The last one that was asked for stands last.
    this.gates.delete(key);
    this.gates.set(key, gate);
    for (const [old, { waiting }] of this.gates) {
      if (this.gates.size <= maxKeys) break;
      if (waiting.size === 0 && old !== key) this.gates.delete(old);
    }
    return gate;
  }
}
