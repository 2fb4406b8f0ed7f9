// What the engine cannot use or cannot keep: counted, logged, and told to the person once (design.md, "How data flows").
import type { CwaEvent } from '../../protocol/events';
import type { ProtocolErrorCode } from '../../protocol/protocol-error';
import { allSkipped, type Skipped } from '../../protocol/xml-reader';
import type { Failure } from '../../shared/domain/failure';
import type { Signal } from './engine';
import type { Environment } from './environment';

export interface WarningsParts {
  readonly environment: Pick<Environment, 'log'>;
  readonly tell: (signal: Signal) => void;
}

/** Not by the names of elements: a server may write into them what it likes, and as many as it likes. */
export type Useless = `unreadable entry of ${CwaEvent['kind']}` | CwaEvent['kind'] | 'unknown event' | 'unknown update';

const staleAnswersMessage =
  'A proxy or another cache repeats old answers in place of the server. They are asked past, and nothing is lost; exclude the server from the cache.';

export class Warnings {
  private readonly counts = new Map<Useless, number>();
  private hasToldOfJournal = false;
  private hasToldOfUnreadable = false;

  constructor(private readonly parts: WarningsParts) {}

  /** Of no use here: logged at the first, the tenth, the hundredth. */
  count(what: Useless, reason?: ProtocolErrorCode): void {
    const count = (this.counts.get(what) ?? 0) + 1;
    this.counts.set(what, count);
    if (/^10*$/.test(String(count))) this.parts.environment.log('events: of no use here', { what, count, reason });
  }

  /** What was left out of an event. The person is not told of one that only lacks a value: it would name nobody. */
  leftOut(event: CwaEvent): void {
    const ofList: Skipped = 'skipped' in event ? event : {};
    const ofPeople = event.kind === 'userPresence' ? event.users : [];
    const { skipped, skippedFor: reason } = allSkipped(ofList, ...ofPeople);
    if (skipped === undefined) return;
    this.count(`unreadable entry of ${event.kind}`, reason);
    if (reason !== undefined && reason !== 'missing-value') this.tellUnreadable(`an entry of ${event.kind}: ${reason}`);
  }

  event(code: ProtocolErrorCode | undefined, message: string): void {
    this.parts.environment.log('events: unreadable', { reason: code });
    this.tellUnreadable(message);
  }

  document(failure: Failure): void {
    this.parts.environment.log('events: unreadable', { failure });
    this.tellUnreadable(failure.detail ?? failure.code);
  }

  /** Once: who sends one sends many, and the person can do nothing about the second either. */
  private tellUnreadable(message: string): void {
    if (this.hasToldOfUnreadable) return;
    this.hasToldOfUnreadable = true;
    this.parts.tell({ kind: 'warning', code: 'unreadable-events', message });
  }

  /** A disk that is full must not stop the conversation; the person is told once. */
  journal(error: unknown): void {
    this.parts.environment.log('journal', { error });
    if (this.hasToldOfJournal) return;
    this.hasToldOfJournal = true;
    this.parts.tell({ kind: 'warning', code: 'history-not-saved', message: 'The history cannot be written.' });
  }

  staleAnswers(): void {
    this.parts.tell({ kind: 'warning', code: 'stale-answers', message: staleAnswersMessage });
  }
}
