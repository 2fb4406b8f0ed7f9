// A recording as the part of a play: answers what is asked as it was answered then, in the order of then. What is asked is matched by
// its kind, the first of a kind with the first. Knows nothing of HTTP; time is handed in.
import { servicePathOf } from '../channels';
import { outcomesOf, type Answer, type Ask, type Entry } from '../format';
import { differencesOf } from '../element-differences';
import { documentOf, kindOf, type Asked } from '../request-kinds';

/** What becomes of an exchange. `hold`: nothing, until the client gives it up. */
export type Outcome =
  { readonly kind: 'answer'; readonly answer: Answer } | { readonly kind: 'hang-up' | 'hold' | 'nothing-left' };

export interface Difference {
  /** Of the exchange in the recording; undefined for what is not in it. */
  readonly n?: number;
  readonly what: string;
}

export interface ScriptOptions {
  readonly entries: readonly Entry[];
  /** As fast as can be: no waiting but for what has to come before. */
  readonly isFast: boolean;
  readonly now: () => number;
  readonly setTimeout: (run: () => void, delayMs: number) => void;
  /** How long the client is waited for when it is its turn. */
  readonly patienceMs: number;
  readonly onDue: (command: Readonly<Record<string, unknown>>) => void;
  readonly onDifference: (difference: Difference) => void;
  readonly onEnd: () => void;
}

interface Part {
  readonly n: number;
  readonly ask: Ask;
  readonly kind: string;
  arrived: boolean;
  /** It was waited for in vain. */
  isGivenUp: boolean;
  settle?: (outcome: Outcome) => void;
}

/** A client that has been told something listens again long before; one that has no session does not. */
const hearingMs = 2_000;
/** What is told on one channel was noticed then before something was told on the other, and is now: as fast as can be is no race. */
const noticedMs = 25;
const lookAgainMs = 10;

export class Script {
  private readonly parts: readonly Part[];
  private readonly outcomes: ReadonlyMap<number, Entry>;
  private cursor = 0;
  /** When the recording began, by the clock of now; later and later, as the client is. */
  private origin: number | undefined;
  private reachedAt = 0;
  private toldAt = -Infinity;
  private pollsArrived = 0;
  private pollsSettled = 0;
  private isArmed = false;
  private hasEnded = false;

  constructor(private readonly options: ScriptOptions) {
    this.outcomes = outcomesOf(options.entries);
    this.parts = options.entries.flatMap((entry) =>
      'ask' in entry ? [{ n: entry.n, ask: entry.ask, kind: kindOf(entry.ask), arrived: false, isGivenUp: false }] : [],
    );
  }

  /**
   * Something is asked. Resolves when it is its turn to be answered. `left`: the client has given it up; a poll that was not given up then
   * is waited for once more.
   */
  arrive(asked: Asked, left?: AbortSignal): Promise<Outcome> {
    const kind = kindOf(asked);
    if (kind === 'data') {
      this.pollsArrived += 1;
      // A command may have waited for this.
      queueMicrotask(() => this.advance());
    }
    const part = this.parts.find((each) => !each.arrived && !each.isGivenUp && each.kind === kind);
    if (!part) {
      // Who goes on listening when all is said has done nothing wrong.
      if (kind === 'data') return Promise.resolve({ kind: 'hold' });
      this.options.onDifference({ what: `asks ${kind}, which it did not then, or not so often` });
      return Promise.resolve({ kind: 'nothing-left' });
    }
    part.arrived = true;
    for (const what of requestDifferences(part.ask, asked))
      this.options.onDifference({ n: part.n, what: `${kind}: ${what}` });
    return new Promise((resolve) => {
      part.settle = resolve;
      if (kind === 'data') left?.addEventListener('abort', () => this.leave(part, resolve), { once: true });
      this.advance();
    });
  }

  private leave(part: Part, settle: (outcome: Outcome) => void): void {
    if (part.settle !== settle || this.isGivenUpThen(part.n)) return;
    part.settle = undefined;
    part.arrived = false;
    this.pollsArrived -= 1;
    settle({ kind: 'hold' });
  }

  private isGivenUpThen(n: number): boolean {
    return this.options.entries.some((entry) => 'failure' in entry && entry.n === n && entry.failure === 'cancelled');
  }

  private advance(): void {
    for (let entry = this.next(); entry; entry = this.next()) {
      if (!this.isTurnOf(entry)) return this.wait();
      this.cursor += 1;
      this.reachedAt = this.options.now();
      this.perform(entry);
    }
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.options.onEnd();
  }

  private next(): Entry | undefined {
    return this.options.entries[this.cursor];
  }

  private partOf(n: number): Part | undefined {
    return this.parts.find((part) => part.n === n);
  }

  private isTurnOf(entry: Entry): boolean {
    const now = this.options.now();
    const part = 'n' in entry ? this.partOf(entry.n) : undefined;
    if (part && !part.arrived && !part.isGivenUp) return false;
    if ('ask' in entry) {
      this.origin = Math.max(this.origin ?? -Infinity, now - entry.at);
      return true;
    }
    if ('do' in entry && !this.isHeard()) return false;
    if (this.options.isFast && now - this.toldAt < noticedMs) return false;
    return this.options.isFast || this.origin === undefined || now - this.origin >= entry.at;
  }

  /** What was told before this has been understood: the client listens again. */
  private isHeard(): boolean {
    return this.pollsArrived > this.pollsSettled || this.options.now() - this.reachedAt >= hearingMs;
  }

  private isPoll(n: number): boolean {
    return this.partOf(n)?.kind === 'data';
  }

  private perform(entry: Entry): void {
    if ('do' in entry) return this.options.onDue(entry.do);
    if (!('n' in entry) || 'ask' in entry) return;
    // Nobody can go on with a challenge that is masked: who asks is signed in at once.
    if (this.outcomes.get(entry.n) !== entry) return;
    const part = this.partOf(entry.n);
    const settle = part?.settle;
    if (part) part.settle = undefined;
    if (settle && this.isPoll(entry.n)) this.pollsSettled += 1;
    this.toldAt = this.options.now();
    if ('answer' in entry) return settle?.({ kind: 'answer', answer: entry.answer });
    // What the client itself gave up then, it is to give up again.
    const isHeld = entry.failure === 'cancelled' || (entry.failure === 'timeout' && !this.options.isFast);
    settle?.({ kind: isHeld ? 'hold' : 'hang-up' });
  }

  /** Looks again at the time of what comes next, or when patience is at its end. */
  private wait(): void {
    if (this.isArmed) return;
    this.isArmed = true;
    this.options.setTimeout(() => {
      this.isArmed = false;
      this.giveUpIfLate();
      this.advance();
    }, lookAgainMs);
  }

  private giveUpIfLate(): void {
    const entry = this.next();
    const part = entry && 'n' in entry ? this.partOf(entry.n) : undefined;
    if (!part || part.arrived || this.options.now() - this.reachedAt < this.options.patienceMs) return;
    part.isGivenUp = true;
    this.options.onDifference({ n: part.n, what: `${part.kind}: was asked then, and is not now` });
  }
}

/** Who signs in, and whether somebody was at the computer, is no matter of the server's. */
const ofOthers = /(?:^|\/)(?:user|password)$/u;

function requestDifferences(then: Ask, now: Asked): readonly string[] {
  const found: string[] = [];
  // Below which path a server has the service is a matter of its address.
  const [path, askedPath] = [then.path, now.path].map((each) => servicePathOf(each).replace(/([?&]UA=)\w*/iu, '$1'));
  if (path !== askedPath) found.push(`path ${then.path} in the recording, ${now.path} now`);
  const [expected, actual] = [documentOf(then.body), documentOf(now.body)];
  if (!expected || !actual) return then.body === now.body ? found : [...found, 'another body'];
  const isSame = (where: string, one: string, other: string): boolean => ofOthers.test(where) || one === other;
  return [...found, ...differencesOf(expected, actual, { isSame })];
}
