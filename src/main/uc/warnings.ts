// What the engine cannot use or cannot keep: counted, logged, and told to the person once (design.md, "How data flows").
// Pure: what was told before is in the state.
import type { CwaEvent } from '../../protocol/events';
import type { ProtocolErrorCode } from '../../protocol/protocol-error';
import { allSkipped, type Skipped } from '../../protocol/xml-reader';
import type { Failure } from '../../shared/domain/failure';
import type { Log } from '../../shared/log';
import type { Signal } from './engine';

/** Not by the names of elements: a server may write into them what it likes, and as many as it likes. */
export type Useless = `unreadable entry of ${CwaEvent['kind']}` | CwaEvent['kind'] | 'unknown event' | 'unknown update';

const staleAnswersMessage =
  'A proxy or another cache repeats old answers in place of the server. They are asked past, and nothing is lost; exclude the server from the cache.';

export interface Warned {
  readonly counts: ReadonlyMap<Useless, number>;
  readonly isToldOfJournal: boolean;
  readonly isToldOfUnreadable: boolean;
}

export const neverWarned: Warned = { counts: new Map(), isToldOfJournal: false, isToldOfUnreadable: false };

/** What the log is to say. */
export type LogEffect =
  | { readonly kind: 'logUseless'; readonly what: Useless; readonly count: number; readonly reason?: ProtocolErrorCode }
  | { readonly kind: 'logUnreadable'; readonly reason?: ProtocolErrorCode; readonly failure?: Failure };

export function writeLog(log: Log, effect: LogEffect): void {
  if (effect.kind === 'logUnreadable') {
    const { failure, reason } = effect;
    return log('events: unreadable', failure ? { failure } : { reason });
  }
  const { what, count, reason } = effect;
  log('events: of no use here', { what, count, reason });
}

/** One step of what was warned of, in the making. */
export class Warnings {
  readonly signals: Signal[] = [];
  readonly effects: LogEffect[] = [];

  constructor(private now: Warned) {}

  get warned(): Warned {
    return this.now;
  }

  /** Of no use here: logged at the first, the tenth, the hundredth. */
  count(what: Useless, reason?: ProtocolErrorCode): void {
    const count = (this.now.counts.get(what) ?? 0) + 1;
    this.now = { ...this.now, counts: new Map(this.now.counts).set(what, count) };
    if (/^10*$/.test(String(count))) this.effects.push({ kind: 'logUseless', what, count, ...(reason && { reason }) });
  }

  /** What was left out of an event. The person is not told of one that only lacks a value: it would name nobody. */
  leftOut(event: CwaEvent): void {
    const ofList: Skipped = 'skipped' in event ? event : {};
    const ofPeople = event.kind === 'userPresence' ? event.users : [];
    const { skipped, skippedFor: reason } = allSkipped([ofList, ...ofPeople]);
    if (skipped === undefined) return;
    this.count(`unreadable entry of ${event.kind}`, reason);
    if (reason !== undefined && reason !== 'missing-value') this.tellUnreadable(`an entry of ${event.kind}: ${reason}`);
  }

  event(reason: ProtocolErrorCode | undefined, message: string): void {
    this.effects.push({ kind: 'logUnreadable', ...(reason && { reason }) });
    this.tellUnreadable(message);
  }

  document(failure: Failure): void {
    this.effects.push({ kind: 'logUnreadable', failure });
    this.tellUnreadable(failure.detail ?? failure.code);
  }

  /** Once: who sends one sends many, and the person can do nothing about the second either. */
  private tellUnreadable(message: string): void {
    if (this.now.isToldOfUnreadable) return;
    this.now = { ...this.now, isToldOfUnreadable: true };
    this.signals.push({ kind: 'warning', code: 'unreadable-events', message });
  }

  /** A disk that is full must not stop the conversation; the person is told once. */
  journal(): void {
    if (this.now.isToldOfJournal) return;
    this.now = { ...this.now, isToldOfJournal: true };
    this.signals.push({ kind: 'warning', code: 'history-not-saved', message: 'The history cannot be written.' });
  }

  staleAnswers(): void {
    this.signals.push({ kind: 'warning', code: 'stale-answers', message: staleAnswersMessage });
  }
}
