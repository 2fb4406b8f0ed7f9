// Where typed signs stand in a text, whatever their case and accents: the text is folded by the rule of the history (shared/folding.ts),
// with the place that each folded sign comes from. Pure.
import { foldText } from '../../../shared/folding';

export interface FoundPlace {
  readonly start: number;
  readonly end: number;
}

interface FoldedText {
  readonly folded: string;
  /** Of each folded sign, where what it was made of begins and ends. Absent: sign for sign the same places. */
  readonly places?: { readonly starts: readonly number[]; readonly ends: readonly number[] };
}

/** A letter and what belongs to it: its marks, and of a Korean syllable the rest. Not more of them than are put in order quickly. */
const letter = /[^][\p{M}\u1160-\u11FF]{0,63}/gu;
const ascii = /^\p{ASCII}*$/u;

function fold(text: string): FoldedText {
  if (ascii.test(text)) return { folded: foldText(text) };
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: written, index } of text.matchAll(letter)) {
    const made = foldText(written);
    for (let sign = 0; sign < made.length; sign += 1) {
      starts.push(index);
      ends.push(index + written.length);
    }
    folded += made;
  }
  return { folded, places: { starts, ends } };
}

/** Of each text once: a thread is looked through anew with every key. */
const folds = new WeakMap<object, FoldedText>();

/** What is typed, made ready. Nothing is left of a text that is all accents. */
export const needleOf = (typed: string): string => fold(typed).folded;

/** In order, none over another. `body` is what keeps the text, and never changes. */
export function findInText(body: { readonly text: string }, needle: string): readonly FoundPlace[] {
  if (needle === '') return [];
  let text = folds.get(body);
  if (!text) folds.set(body, (text = fold(body.text)));
  const { folded, places } = text;
  const found: FoundPlace[] = [];
  let last = 0;
  for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length)) {
    const next = at + needle.length;
    const start = places ? places.starts[at]! : at;
    const end = places ? places.ends[next - 1]! : next;
    // A sign that is folded to several, such as a ligature, is found once.
    if (start >= last) found.push({ start, end });
    last = Math.max(last, end);
  }
  return found;
}
