// A recording as the part of a play: answers what is asked as it was answered then, in the order of then. What is asked is matched request
// by request, by what it is and its turn (`parts.ts`); what the client does otherwise because it is faster or slower than then is no matter.
// Knows nothing of HTTP; time is handed in.
import { outcomesOf, type Answer, type Entry } from '../format';
import { documentOf, type Asked } from '../request-kinds';
import { attributeText, hasName } from '../../protocol/xml-reader';
import { answerTo, asItWas, nothingNew, type Ending, type Outcome } from './answers';
import { askDifferences, isOpen, Parts, requestDifferences, type Part, type Request } from './parts';
import { RequestNumbers } from './request-numbers';
import { silencesIn, type Silence } from './silences';

export type { Outcome } from './answers';

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
  /** The client has not asked yet what it had asked by now then. Again and again. */
  readonly onOverdue?: () => void;
}

/** Something that is asked now, and not answered yet. */
interface Call {
  readonly asked: Asked;
  readonly settle: (outcome: Outcome) => void;
}

/** But a poll. */
interface Command extends Call {
  readonly requests: readonly Request[];
}

/** A client that has been told something listens again long before; one that has no session does not. */
const hearingMs = 2_000;
/** What is told on one channel was noticed then before something was told on the other, and is now: as fast as can be is no race. */
const noticedMs = 25;
const lookAgainMs = 10;
/** Who is waited for this long may be waiting, too: for a word that was said at another time then. */
const standstillMs = { timed: 1_000, fast: 250 } as const;

export class Script {
  private readonly entries: readonly Entry[];
  private readonly outcomes: ReadonlyMap<number, Entry>;
  private readonly parts: Parts;
  private readonly numbers: RequestNumbers;
  private readonly silences: ReadonlyMap<Entry, Silence>;
  private readonly performedAt = new Map<Entry, number>();
  private cursor = 0;
  /** When the recording began, by the clock of now; it moves with the client. */
  private origin: number | undefined;
  private reachedAt = 0;
  private nudgedAt = -Infinity;
  private toldAt = -Infinity;
  private eventsToldAt = -Infinity;
  /** Exchanges whose turn to be answered has come. */
  private readonly reached = new Set<number>();
  /** One is as good as another; whoever asks again may not have been seen leaving. */
  private polls: Call[] = [];
  private readonly commands = new Set<Command>();
  private lastEvents: Answer | undefined;
  private lastTold: { readonly query: Query; readonly outcome: Outcome } | undefined;
  private isArmed = false;
  private hasEnded = false;

  constructor(private readonly options: ScriptOptions) {
    this.outcomes = outcomesOf(options.entries);
    this.parts = new Parts(options.entries);
    this.numbers = new RequestNumbers(this.parts.rids);
    this.silences = silencesIn(options.entries, this.parts, this.numbers);
    this.entries = options.entries.filter((entry) => this.isPlayed(entry));
  }

  /** Something is asked. Resolves when it is its turn to be answered. `left`: the client has given it up. */
  arrive(asked: Asked, left?: AbortSignal): Promise<Outcome> {
    return new Promise((settle) => {
      if (asked.channel === 'data') this.hearPoll({ asked, settle }, left);
      else this.hearCommand({ asked, settle }, left);
      this.advance();
    });
  }

  private hearPoll(poll: Call, left: AbortSignal | undefined): void {
    // It had gone before it was told: it is told again (1.7).
    const { lastTold } = this;
    if (lastTold && isSameQuery(queryOf(poll.asked.path), lastTold.query)) return poll.settle(lastTold.outcome);
    this.polls.push(poll);
    left?.addEventListener('abort', () => {
      this.polls = this.polls.filter((each) => each !== poll);
      poll.settle({ kind: 'hold' });
    });
  }

  private hearCommand({ asked, settle }: Call, left: AbortSignal | undefined): void {
    const command: Command = { asked, settle, requests: this.parts.take(asked, this.numbers) };
    for (const request of command.requests) this.tellDifferences(request, asked);
    if (command.requests.every(({ part }) => !part)) return this.answer(command);
    this.commands.add(command);
    left?.addEventListener('abort', () => {
      this.commands.delete(command);
      settle({ kind: 'hold' });
    });
    this.answerIfDue(command);
  }

  private tellDifferences(request: Request, asked: Asked): void {
    const { part, kind } = request;
    if (!part) {
      if (!this.parts.isProbe(request)) {
        this.options.onDifference({ what: `asks ${kind}, which it did not then, or not so often` });
      }
      return;
    }
    for (const what of [...askDifferences(part.ask, asked), ...requestDifferences(request)]) {
      this.options.onDifference({ n: part.n, what: `${kind}: ${what}` });
    }
  }

  // --- the order of then ---

  /** What the client itself gave up to listen anew is nothing that was told; neither is a challenge on the way: it is masked. */
  private isPlayed(entry: Entry): boolean {
    if (!('n' in entry)) return true;
    const outcome = this.outcomes.get(entry.n);
    if (this.isPoll(entry.n) && outcome && 'failure' in outcome && outcome.failure === 'cancelled') return false;
    return 'ask' in entry || outcome === entry;
  }

  private isPoll(n: number): boolean {
    return this.parts.of(n)[0]?.ask.channel === 'data';
  }

  private advance(): void {
    for (let entry = this.next(); entry; entry = this.next()) {
      if (!this.isReadyFor(entry) || !this.isTimeFor(entry)) return this.wait();
      this.cursor += 1;
      this.reachedAt = this.options.now();
      this.perform(entry);
    }
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.options.onEnd();
  }

  private next(): Entry | undefined {
    return this.entries[this.cursor];
  }

  /** Whether the client has done what it had done then. */
  private isReadyFor(entry: Entry): boolean {
    if ('do' in entry) return this.polls.length > 0 || this.options.now() - this.eventsToldAt >= hearingMs;
    if ('end' in entry) return this.missing(entry).length === 0;
    const parts = this.parts.of(entry.n);
    if (parts.length > 0 && parts.every(({ isGivenUp, isAsked }) => isGivenUp && !isAsked)) return true;
    if (!this.isPoll(entry.n)) return parts.some(({ isAsked }) => isAsked);
    return this.polls.length > 0 && this.missing(entry).length === 0;
  }

  /** What has to be asked first. */
  private missing(entry: Entry): readonly Part[] {
    if ('end' in entry) return this.parts.open.filter(({ ask }) => ask.channel !== 'data');
    if (!('n' in entry)) return [];
    if ('ask' in entry) return this.isPoll(entry.n) ? [] : this.parts.of(entry.n).filter(isOpen);
    if (!('answer' in entry) || !this.isPoll(entry.n)) return [];
    return this.numbers.namedIn(entry.answer.body).flatMap((rid) => {
      const parts = this.parts.withRid(rid);
      return parts.some(({ isAsked }) => isAsked) ? [] : parts.filter(isOpen);
    });
  }

  private isTimeFor(entry: Entry): boolean {
    const now = this.options.now();
    if ('ask' in entry) return true;
    if (this.options.isFast) return now - this.toldAt >= noticedMs && this.hasBeenSilent(entry);
    return this.origin === undefined || now - this.origin >= entry.at;
  }

  private hasBeenSilent(entry: Entry): boolean {
    const silence = this.silences.get(entry);
    return !silence || this.options.now() - (this.performedAt.get(silence.since) ?? -Infinity) >= silence.ms;
  }

  private perform(entry: Entry): void {
    this.performedAt.set(entry, this.options.now());
    if ('do' in entry) return this.options.onDue(entry.do);
    if ('end' in entry) return;
    // As long after it was asked as then, whenever that is.
    if ('ask' in entry) this.origin = this.options.now() - entry.at;
    else if (this.isPoll(entry.n)) this.tellEvents(entry);
    else {
      this.reached.add(entry.n);
      for (const command of this.commands) this.answerIfDue(command);
    }
  }

  private tellEvents(entry: Extract<Entry, { n: number }>): void {
    const poll = this.polls.pop();
    const [part] = this.parts.of(entry.n);
    if (!poll || !part) return;
    part.isAsked = true;
    this.toldAt = this.options.now();
    for (const what of askDifferences(part.ask, poll.asked))
      this.options.onDifference({ n: entry.n, what: `data: ${what}` });
    const { numbers, options } = this;
    const outcome = asItWas({ entry, parts: [part] }, { numbers, isFast: options.isFast });
    const query = queryOf(poll.asked.path);
    const heard = 'answer' in entry ? queryAfter(entry.answer, query) : undefined;
    if ('answer' in entry && heard) {
      this.lastEvents = entry.answer;
      this.eventsToldAt = this.toldAt;
    }
    this.lastTold = heard && !isSameQuery(heard, query) ? { query, outcome } : undefined;
    poll.settle(outcome);
  }

  // --- commands, and sign-ins ---

  private answerIfDue(command: Command): void {
    if (command.requests.every(({ part }) => !part || this.reached.has(part.n))) this.answer(command);
  }

  private answer(command: Command): void {
    const { requests, settle } = command;
    this.commands.delete(command);
    this.toldAt = this.options.now();
    const exchanges = [...new Set(requests.flatMap(({ part }) => part?.n ?? []))].sort((a, b) => a - b);
    const isSignIn = command.asked.channel === 'sign-in';
    if (exchanges.length === 0 && isSignIn) return settle({ kind: 'nothing-left' });
    const endings = exchanges.map((n): Ending => ({ entry: this.outcomes.get(n), parts: this.parts.of(n) }));
    const { outcome, isAskedAgain } = answerTo(requests, endings, {
      numbers: this.numbers,
      isFast: this.options.isFast,
      isProbe: (request) => this.parts.isProbe(request),
    });
    if (isAskedAgain) this.reopen(requests, outcome);
    settle(outcome);
  }

  /** Of what the client asks for once more that which was answered then. */
  private reopen(requests: readonly Request[], outcome: Outcome): void {
    const status = outcome.kind === 'answer' ? outcome.answer.status : undefined;
    for (const { part } of requests) {
      const then = part && this.outcomes.get(part.n);
      if (part && !(then && 'answer' in then && then.answer.status === status)) part.isAsked = false;
    }
  }

  // --- who waits for whom ---

  /** Looks again at the time of what comes next, or when patience is at its end. */
  private wait(): void {
    if (this.isArmed) return;
    this.isArmed = true;
    this.options.setTimeout(() => {
      this.isArmed = false;
      const entry = this.next();
      if (entry && !this.isReadyFor(entry)) {
        if (this.isOverdue(entry)) this.options.onOverdue?.();
        this.moveOn(entry);
      } else if (entry && !this.hasBeenSilent(entry)) this.tellNothing();
      this.advance();
    }, lookAgainMs);
  }

  private isOverdue(entry: Entry): boolean {
    const { isFast, now } = this.options;
    return 'n' in entry && (isFast || (this.origin !== undefined && now() - this.origin >= entry.at));
  }

  private moveOn(entry: Entry): void {
    const now = this.options.now();
    const { isFast, patienceMs } = this.options;
    if (now - this.reachedAt >= patienceMs) return this.giveUp(entry);
    const waitedMs = now - Math.max(this.reachedAt, this.nudgedAt);
    if (waitedMs < (isFast ? standstillMs.fast : standstillMs.timed)) return;
    this.nudgedAt = now;
    if ('n' in entry && this.isPoll(entry.n) && this.hasSaidGoodbye()) return this.stopListening();
    for (const part of this.missing(entry)) if (part.isByChance) part.isGivenUp = true;
    if (this.isReadyFor(entry)) return;
    // One thing at a time is asked for: what was answered later then may keep it from asking.
    const isMissed = this.missing(entry).length > 0;
    for (const command of this.commands) if (isMissed || beginsSession(command)) return this.answer(command);
    // Whoever was in trouble goes on when a poll has been answered.
    if (isMissed) this.tellNothing();
  }

  private tellNothing(): void {
    const poll = this.lastEvents && this.polls.pop();
    if (poll && this.lastEvents) poll.settle({ kind: 'answer', answer: nothingNew(this.lastEvents, poll.asked.path) });
  }

  private hasSaidGoodbye(): boolean {
    return [...this.commands].some(({ requests }) => requests.some(({ kind }) => kind === 'command terminateSession'));
  }

  /** How long it had waited for its last answers before it went is no matter. */
  private stopListening(): void {
    const next = this.entries.slice(this.cursor).find((entry) => 'ask' in entry && !this.isPoll(entry.n));
    const end = next ? this.entries.indexOf(next) : this.entries.length;
    for (const entry of this.entries.slice(this.cursor, end)) {
      if ('n' in entry && this.isPoll(entry.n)) for (const part of this.parts.of(entry.n)) part.isGivenUp = true;
    }
  }

  private giveUp(entry: Entry): void {
    const missing = this.missing(entry);
    for (const part of 'n' in entry && missing.length === 0 ? this.parts.of(entry.n) : missing) {
      part.isGivenUp = true;
      this.options.onDifference({ n: part.n, what: `${part.kind}: was asked then, and is not now` });
    }
    this.reachedAt = this.options.now();
  }
}

/** Nobody polls without one. */
const beginsSession = ({ asked, requests }: Command): boolean =>
  asked.channel === 'sign-in' || requests.some(({ kind }) => kind === 'command initiateSession');

/** Of which session, and up to where it has been heard. */
interface Query {
  readonly sid: string;
  readonly ackId: string;
}

function queryOf(path: string): Query {
  const query = new URLSearchParams(path.slice(path.indexOf('?') + 1).toLowerCase());
  return { sid: query.get('sid') ?? '', ackId: query.get('ackid') ?? '' };
}

/** Who has heard this asks so for what comes after it. Undefined: they are no events, or another session's. */
function queryAfter({ status, body }: Answer, { sid }: Query): Query | undefined {
  const document = status === 200 ? documentOf(body) : undefined;
  if (!document || !hasName(document, 'cwaEvents') || attributeText(document, 'sid') !== sid) return undefined;
  return { sid, ackId: attributeText(document, 'ackId') ?? '' };
}

const isSameQuery = (one: Query, other: Query): boolean => one.sid === other.sid && one.ackId === other.ackId;
