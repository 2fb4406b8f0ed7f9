// Values of the protocol: which of them say nothing of anybody, and stay as they are written.
import { maskWritten } from './written-text';
import { knownFonts, knownNamespaces, knownValues } from './known-names';
import type { WordMask } from './word-mask';

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

export function isKnownFont(name: string): boolean {
  return knownFonts.has(name.toLowerCase());
}

export function isKnownNamespace(value: string): boolean {
  return knownNamespaces.has(value.trim());
}

/** What a semicolon parts, but for the one at the end of a reference. */
function fieldsOf(text: string): string[] {
  return text.split(/(?<!&(?:amp;)?#?\w{1,8});/u);
}

/** 5.10: field by field; one that is none of the documented kind is masked. */
export function maskFormat(format: string, words: WordMask): string {
  return fieldsOf(format)
    .map((field) => {
      if (isFormatField(field)) return field;
      const name = /^\s{0,9}(?:X-MMS-IM-Format:?\s{0,9})?(?:FN|EF|CO|CS|PF|RL)=/iu.exec(field)?.[0] ?? '';
      return name + maskWritten(field.slice(name.length), words, true);
    })
    .join(';');
}

/** With its prefix, or the stray bracket that samples end in (7.2). */
function isFormatField(field: string): boolean {
  const text = field
    .trim()
    .replace(/^X-MMS-IM-Format:?/iu, '')
    .trim()
    .replace(/\]$/u, '');
  if (text === '') return true;
  const value = text.slice(3).trim();
  switch (text.slice(0, 3).toUpperCase()) {
    case 'FN=':
      return value === '' || isKnownFont(value.replaceAll('%20', ' '));
    case 'EF=':
      return /^[BIUS]{0,4}$/iu.test(value);
    case 'CO=':
      return /^[\dA-F]{1,6}$/iu.test(value);
    case 'CS=':
    case 'PF=':
      return /^[\dA-F]{1,2}$/iu.test(value);
    case 'RL=':
      return /^\d$/u.test(value);
    default:
      return false;
  }
}

/** 4.6: an id, then fields with names. Words in them are masked. */
export function maskDiagnostics(text: string, words: WordMask): string {
  return fieldsOf(text)
    .map((field, at) => {
      if (at === 0 && shortNumber.test(field.trim())) return field;
      const name = /^\s*(?:reason|source|AppUri)=/iu.exec(field)?.[0] ?? '';
      return name + maskWritten(field.slice(name.length), words, true);
    })
    .join(';');
}
