// A cache on the way that keeps answers to polls, although they say `no-store` (field notes). What it gives looks like a quiet server,
// so it is found out by what does not fit, asked past with a parameter that servers ignore, and believed in only when the same
// question, asked without that parameter, still gets the old answer. None of this is documented: the numbers are our choice.

/** An answer to a poll that was well-formed and ours. */
export interface HeardAnswer {
  /** As it was asked, without the parameter. */
  readonly query: string;
  /** The number in it. */
  readonly askedAckId: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly hasEvents: boolean;
  /** Some of them were not known yet. */
  readonly hasNews: boolean;
  readonly startedAt: number;
  readonly now: number;
}

/**
 * `ask`: something is to be said to the server, to see whether its event comes. `compare`: ask the suspect again before anything is
 * acknowledged. `repeated`: what was given for another number; its own is not to be taken over. `stale`: the same, and an event that
 * is due does not come.
 */
export type Judgement = 'fine' | 'ask' | 'compare' | 'repeated' | 'stale';

/** Caches answer at once, over slow lines too. */
const quickMs = 5_000;
/** The same answer so often and for so long, while an event is due. */
const dueAnswers = 3;
const dueMs = 5_000;
/** The same answer so often and for so long is worth a question. The time doubles with each. */
const quietAnswers = 5;
const firstQuietMs = 15_000;
const maxQuietMs = 300_000;
/** Asked past it so often, and nothing came either: then there is none. */
const maxDoubts = 4;

export class StaleAnswers {
  private mode: 'trusting' | 'doubting' | 'convinced' | 'forbidden' = 'trusting';
  private counter = 0;
  private last: { readonly body: string; readonly askedAckId: number; readonly since: number } | undefined;
  private same = 0;
  private due: { readonly at: number; answers: number } | undefined;
  private quietMs = firstQuietMs;
  private doubts = 0;
  private believesHeaders = true;
  private doubted: HeardAnswer | undefined;

  /** A new session: its numbers start again. What was found out about the way stays true. */
  start(): void {
    this.last = undefined;
    this.due = undefined;
    this.same = 0;
    if (this.mode === 'doubting') this.mode = 'trusting';
  }

  /** What pages of the time added to their requests against caches. Empty as long as none is suspected: a strict server might mind. */
  nextParameter(): string {
    if (this.mode !== 'doubting' && this.mode !== 'convinced') return '';
    this.counter += 1;
    return `&_=${this.counter}`;
  }

  get suspect(): HeardAnswer | undefined {
    return this.doubted;
  }

  /** A command was answered whose event is still to come (1.8). */
  eventIsDue(now: number): void {
    this.due ??= { at: now, answers: 0 };
  }

  heard(answer: HeardAnswer): Judgement {
    const isSame = !answer.hasNews && answer.body === this.last?.body;
    const isOverdue = isSame && this.isOverdue(answer);
    if (isSame && answer.hasEvents && answer.askedAckId !== this.last?.askedAckId) {
      return this.heardRepeated(isOverdue);
    }
    if (this.mode === 'doubting') return this.heardPast(answer, isSame);
    const isHeld = answer.now - answer.startedAt >= quickMs;
    if (!isSame || isHeld) this.startOver(answer);
    else this.same += 1;
    if (this.mode !== 'trusting' || answer.hasNews || isHeld) return 'fine';
    if (isOverdue || (this.believesHeaders && isFromCache(answer.headers))) {
      this.doubt(answer);
      return 'fine';
    }
    return this.isLongQuiet(answer) ? 'ask' : 'fine';
  }

  /** `isStill`: the suspect gets its old answer, although the server had something to say. True: a cache is found, for the first time. */
  compared(isStill: boolean): boolean {
    this.doubted = undefined;
    this.mode = isStill ? 'convinced' : 'trusting';
    // A clock that is wrong makes an answer look old.
    if (!isStill) this.believesHeaders = false;
    return isStill;
  }

  /** A server that does not take the parameter gets it no more. */
  refused(): void {
    if (this.mode === 'doubting') this.mode = 'forbidden';
  }

  /** Events that were applied, given once more for another number: a cache that does not look at the query, or a server that repeats. */
  private heardRepeated(isOverdue: boolean): Judgement {
    this.same += 1;
    if (isOverdue) return 'stale';
    return this.due === undefined && this.same > dueAnswers ? 'ask' : 'repeated';
  }

  private startOver({ body, askedAckId, now }: HeardAnswer): void {
    this.last = { body, askedAckId, since: now };
    this.same = 1;
    this.due = undefined;
  }

  private doubt(answer: HeardAnswer): void {
    this.mode = 'doubting';
    this.doubts = 0;
    this.doubted = answer;
  }

  /** It stays so until something else comes. */
  private isOverdue({ startedAt, now }: HeardAnswer): boolean {
    if (!this.due || startedAt < this.due.at) return false;
    this.due.answers += 1;
    return this.due.answers >= dueAnswers && now - this.due.at >= dueMs;
  }

  private isLongQuiet({ now }: HeardAnswer): boolean {
    if (this.due || this.same < quietAnswers || now - (this.last?.since ?? now) < this.quietMs) return false;
    this.quietMs = Math.min(2 * this.quietMs, maxQuietMs);
    return true;
  }

  /** What came past the cache, if there is one. */
  private heardPast(answer: HeardAnswer, isSame: boolean): Judgement {
    if (!isSame) this.startOver(answer);
    if (answer.hasNews) {
      if (answer.askedAckId === this.doubted?.askedAckId) return 'compare';
      this.mode = 'trusting';
      return 'fine';
    }
    this.doubts += 1;
    if (this.doubts < maxDoubts) return 'fine';
    this.mode = 'trusting';
    this.quietMs = maxQuietMs;
    this.startOver(answer);
    return 'fine';
  }
}

/** What caches say of themselves (RFC 9111, RFC 9211, and older customs). A wrong clock can make `Age` untrue, so it is a hint only. */
export function isFromCache(headers: Readonly<Record<string, string>>): boolean {
  return (
    Number.parseInt(headers['age'] ?? '0', 10) > 0 ||
    /^\s*11[0-3]\b/.test(headers['warning'] ?? '') ||
    /\bhit\b/i.test(headers['x-cache'] ?? '') ||
    /;\s*hit\b/i.test(headers['cache-status'] ?? '') ||
    /^(?:hit|stale)$/i.test(headers['cf-cache-status'] ?? '')
  );
}
