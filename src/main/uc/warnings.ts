// What the engine cannot use or cannot keep: counted, logged, and told to the person once (design, "How data flows").
import type { CwaEvent } from '../../protocol/events';
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
  count(what: Useless): void {
    const count = (this.counts.get(what) ?? 0) + 1;
    this.counts.set(what, count);
    if (/^10*$/.test(String(count))) this.parts.environment.log('events: of no use here', { what, count });
  }

  /** Once: who sends one sends many, and the person can do nothing about the second either. */
  unreadable(message: string): void {
    this.parts.environment.log('events: unreadable');
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
