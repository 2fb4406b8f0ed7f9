// A recording held against what is said now: request by request, and event by event.
import { outcomesOf, type Ask, type Channel, type Entry } from '../format';
import { documentOf, kindOf } from '../request-kinds';
import { answerDifferences, disturbanceOf, isSessionLost, ridsIn, serviceDocument, type Answered } from './answers';
import { eventDifferences, EventStream, type ToldEvent } from './events';
import { writingDifferences, writingOf } from './writing';

/** What was said now on the data channel. */
export interface SaidNow {
  readonly stream: EventStream;
  /** Whole answers. */
  readonly polled: readonly Answered[];
}

/** What was said then, and what was said now to the same. */
export class Comparison {
  private readonly asks = new Map<number, Ask>();
  private readonly then = new Map<number, Answered>();
  private readonly now = new Map<number, Answered>();
  private readonly stream = new EventStream();
  private readonly disturbed = new Map<number, string>();
  /** Whether they had arrived nobody knows. */
  private readonly unsettled = new Set<number>();
  /** Requests whose outcome was told, by their numbers. */
  private readonly known: ReadonlySet<string>;

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) if ('ask' in entry) this.asks.set(entry.n, entry.ask);
    for (const [n, outcome] of outcomesOf(entries)) {
      const channel = this.channelOf(n);
      const why =
        'answer' in outcome ? disturbanceOf(outcome.answer, channel) : 'failure' in outcome && outcome.failure;
      if (!why) continue;
      // What the client itself gave up was no trouble.
      if (why !== 'cancelled') this.disturbed.set(n, why);
      const hasArrived = 'answer' in outcome && outcome.answer.status === 200 && !isSessionLost(outcome.answer);
      if (!hasArrived) this.unsettled.add(n);
    }
    this.known = new Set(
      [...outcomesOf(entries).values()].flatMap((outcome) =>
        'answer' in outcome && this.channelOf(outcome.n) === 'data'
          ? [...outcome.answer.body.matchAll(/\srid="(\d{1,10})"/gu)].map(([, rid]) => rid ?? '')
          : [],
      ),
    );
  }

  /** In words, each once. */
  get disturbances(): readonly string[] {
    return [...new Set([...this.disturbed].map(([n, why]) => `${this.whatOf(n)}: ${why}`))];
  }

  /** What came to no answer is asked where it had arrived: rubbish in the place of its answer says so, or what was told of it later. */
  isToBeAsked(n: number, ask: Ask): boolean {
    return !this.unsettled.has(n) || ridsIn(ask.body).some((rid) => this.known.has(rid));
  }

  /** Which session the server knew no more then; undefined: it did. */
  lostSession(n: number, answer: Answered): string | undefined {
    const { path = '', body = '' } = this.asks.get(n) ?? {};
    const sid = /[?&]Sid=(\d{1,15})/iu.exec(path)?.[1] ?? documentOf(body)?.attributes['sid'];
    return isSessionLost(answer) ? sid : undefined;
  }

  /** What was told by it, to listen for; undefined: it told nothing. */
  hear(n: number, answer: Answered): readonly ToldEvent[] | undefined {
    if (this.disturbed.has(n)) return undefined;
    this.then.set(n, answer);
    const document = this.channelOf(n) === 'data' ? serviceDocument(answer, 'data') : undefined;
    return document && this.stream.add(document);
  }

  note(n: number, answer: Answered): void {
    if (!this.now.has(n)) this.now.set(n, answer);
  }

  differences({ stream, polled }: SaidNow): readonly string[] {
    const found = new Set<string>();
    const pairs = [...this.then].flatMap(([n, then]) => {
      const now = this.now.get(n);
      return now ? [{ n, then, now }] : [];
    });
    for (const { n, then, now } of pairs) {
      for (const line of answerDifferences(this.whatOf(n), this.channelOf(n), then, now)) found.add(line);
    }
    for (const line of eventDifferences(this.stream.events, stream.events)) found.add(line);
    for (const channel of ['sign-in', 'command', 'data'] as const) {
      const own = pairs.filter(({ n }) => this.channelOf(n) === channel);
      const written = (answers: readonly Answered[]): readonly string[] =>
        answers.flatMap((answer) => (serviceDocument(answer, channel) ? answer.body : []));
      const then = writingOf(written(own.map((pair) => pair.then)));
      const now = writingOf(written(channel === 'data' ? polled : own.map((pair) => pair.now)));
      for (const line of writingDifferences(channel, then, now)) found.add(line);
    }
    return [...found];
  }

  private channelOf(n: number): Channel {
    return this.asks.get(n)?.channel ?? 'command';
  }

  private whatOf(n: number): string {
    const ask = this.asks.get(n);
    return ask ? kindOf(ask) : '';
  }
}
