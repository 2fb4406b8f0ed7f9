// Values of the protocol: which of them say nothing of anybody, and stay as they are written.
import { knownFonts, knownNamespaces, knownValues } from './known-names';

const number = /^[+-]?\d{1,10}$/u;
const numbers = /^\d{1,6}(?: \d{1,6})*$/u;
/** 4.15: a time as it stands on the wire. */
const time = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,7})?(?:Z|[+-]\d\d:\d\d)?)?$/u;
const clockTime = /^\d\d:\d\d:\d\d$/u;
/** Of messages: `2-mcu`. */
const messageNumber = /^\d{1,10}(?:-mcu)?$/u;

/** Whether a value, blanks around it aside, is a number, a truth, a time or a word of the protocol. */
export function isCode(value: string): boolean {
  const text = value.trim();
  return (
    text === '' ||
    [number, numbers, time, clockTime, messageNumber].some((form) => form.test(text)) ||
    isKnownWord(text)
  );
}

/** Names whose numbers are long, and a server's. */
const longNumbered: ReadonlySet<string> = new Set(['instance', 'instancemask', 'sid', 'endpointid']);
/** Names of times: elsewhere one may be a day of somebody's life. */
const timed: ReadonlySet<string> = new Set([
  ...['publishtime', 'effectiveat', 'expires', 'starttime', 'endtime', 'lastactive', 'time'],
]);
const shortNumber = /^(?:[+-]?\d{1,6}|\d{1,6}-mcu)$/u;

/** Likewise, and whether it may stay. A number that is longer than those of the protocol may be somebody's, and so may several. */
export function isCodeOf(localName: string, value: string): boolean {
  const text = value.trim();
  if (!isCode(text)) return false;
  if (time.test(text) || clockTime.test(text)) return timed.has(localName);
  if (text === '' || isKnownWord(text)) return true;
  return (longNumbered.has(localName) ? number : shortNumber).test(text) || shortNumber.test(text);
}

export function isKnownWord(value: string): boolean {
  return knownValues.has(value.trim().toLowerCase());
}

/** As the protocol gives them out. */
export function isShortNumber(value: string): boolean {
  return shortNumber.test(value.trim());
}

export function isKnownFont(name: string): boolean {
  return knownFonts.has(name.toLowerCase());
}

export function isKnownNamespace(value: string): boolean {
  return knownNamespaces.has(value.trim());
}
