// What the engine cannot use or cannot keep: counted, logged, and told to the person once (design, "How data flows").
import type { Signal } from './engine';
import type { Environment } from './environment';
import { failureOfError } from './failures';

export interface WarningsParts {
  readonly environment: Pick<Environment, 'log'>;
  readonly tell: (signal: Signal) => void;
}

const staleAnswersMessage =
  'A proxy or another cache repeats old answers in place of the server. They are asked past, and nothing is lost; exclude the server from the cache.';

/** A server may invent names for ever: those that are new after so many are counted as one. */
const countedNames = 100;
const otherNames = 'something else';
const longestName = 100;

export class Warnings {
  private readonly unusable = new Map<string, number>();
  private hasToldOfJournal = false;
  private hasToldOfUnreadable = false;

  constructor(private readonly parts: WarningsParts) {}

  /** Of no use here: at the first, the tenth, the hundredth. */
  count(heard: string): void {
    const short = heard.slice(0, longestName);
    const name = this.unusable.has(short) || this.unusable.size < countedNames ? short : otherNames;
    const count = (this.unusable.get(name) ?? 0) + 1;
    this.unusable.set(name, count);
    if (/^10*$/.test(String(count))) this.parts.environment.log(`events: ${name} is of no use here (${count})`);
  }

  /** Once: who sends one sends many, and the person can do nothing about the second either. */
  unreadable(message: string): void {
    this.parts.environment.log(`events: unreadable: ${message}`);
    if (this.hasToldOfUnreadable) return;
    this.hasToldOfUnreadable = true;
    this.parts.tell({ kind: 'warning', code: 'unreadable-events', message });
  }

  /** A disk that is full must not stop the conversation; the person is told once. */
  journal(error: unknown): void {
    this.parts.environment.log(`journal: ${failureOfError(error).detail ?? ''}`);
    if (this.hasToldOfJournal) return;
    this.hasToldOfJournal = true;
    this.parts.tell({ kind: 'warning', code: 'history-not-saved', message: 'The history cannot be written.' });
  }

  staleAnswers(): void {
    this.parts.tell({ kind: 'warning', code: 'stale-answers', message: staleAnswersMessage });
  }
}
