// What can be written into a log: words that stand in the program itself, numbers, and what `fault.ts` leaves of a failure or an
// error. A text that comes from elsewhere has the type `string`, and the compiler takes none: whatever it says, it may name somebody.
import type { Failure } from './domain/failure';
import { factsText, faultOf, faultText, type Fault } from './fault';

/** `T` where all that it can be is known when the program is compiled; else `never`. */
type Known<T> = T extends string
  ? // A property must be there for a word, but not for every text, nor for every text of a pattern.
    Record<never, never> extends Readonly<Record<T, 1>>
    ? never
    : T
  : T extends number | boolean | undefined
    ? T
    : never;

/** `error`, `fault` and `failure` are told by their codes, numbers and places. */
type KnownFacts<Facts> = string extends keyof Facts
  ? never
  : {
      readonly [Name in keyof Facts]: Name extends 'error'
        ? unknown
        : Name extends 'failure'
          ? Failure
          : Name extends 'fault'
            ? Fault
            : Known<Facts[Name]>;
    };

export interface Log {
  <const What extends string, const Facts extends object = Record<never, never>>(
    what: What & Known<What>,
    facts?: Facts & KnownFacts<Facts>,
  ): void;
}

/** A log as whoever keeps it sees it: an entry may be anything that `Log` let through. */
export type TakeEntry = (what: string, facts?: object) => void;

/** One line: `session event=polled state=online`. */
export function entryText(what: string, facts: object = {}): string {
  const words = Object.entries(facts).map(([name, value]) => {
    if (name === 'error') return faultText(faultOf(value));
    if (name === 'fault') return faultText(value as Fault);
    if (name === 'failure') return failureText(value as Failure);
    return value === undefined ? '' : `${name}=${String(value)}`;
  });
  return [what, ...words].filter((word) => word !== '').join(' ');
}

function failureText({ code, facts }: Failure): string {
  return facts ? `${code} ${factsText(facts)}` : code;
}
