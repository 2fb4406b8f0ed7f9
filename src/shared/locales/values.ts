// What is put into a text of the catalogue, as the language has it: numbers with their thousands apart, and what others have written
// (names, addresses, paths) in a direction of its own, so that it does not turn the sentence around it, nor the sentence it.
import { isolated } from '../direction-marks';
import { withCounts } from './counts';
import { directionOf } from './direction';
import type { Named } from './format-message';

const fromRight = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const otherLetter = /(?![\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}])\p{L}/u;
const numberAlone = /^[\d.,:\s\u200e\u200f]*$/u;

/** `count` chooses the form of a text, and is `{n}` and `{count}` unless `named` has them. */
export function valuesIn(language: string, named: Named, count?: number): Named {
  const values = withCounts(language, named, count);
  const direction = directionOf(language);
  const turning = Object.entries(values).filter(([, value]) => typeof value === 'string' && mayTurn(value, direction));
  if (turning.length === 0) return values;
  return { ...values, ...Object.fromEntries(turning.map(([name, value]) => [name, isolated(String(value))])) };
}

/** What others have written, beside words of the language without being put into a text. */
export function inOwnDirection(language: string, text: string): string {
  return mayTurn(text, directionOf(language)) ? isolated(text) : text;
}

/** A number of a telephone has no letters, and is still read from the left: so has all that is not wholly from the right. */
function mayTurn(value: string, direction: 'rtl' | 'ltr'): boolean {
  if (direction === 'ltr') return fromRight.test(value);
  if (numberAlone.test(value)) return false;
  return !fromRight.test(value) || otherLetter.test(value);
}
