// Whether a text can be sent, and what of a very long one is shown at first. Pure.
import { maxMessageLength } from '../../shared/domain/message';
import { maxSubjectLength } from '../../shared/ipc/values';

/** White space alone is nothing to say; otherwise the text is sent with every blank of it. */
export function isEmptyText(text: string): boolean {
  return text.trim() === '';
}

/** From here on the count is shown. */
export const nearLimit = Math.floor(maxMessageLength * 0.9);

export type LengthState = { readonly kind: 'fine' } | { readonly kind: 'near' | 'over'; readonly count: number };

/** `count`: signs that are left, or too many. */
export function lengthState(text: string): LengthState {
  const left = maxMessageLength - text.length;
  if (left < 0) return { kind: 'over', count: -left };
  return text.length >= nearLimit ? { kind: 'near', count: left } : { kind: 'fine' };
}

/** How many signs of a subject are too many. */
export function subjectOver(subject: string): number {
  return Math.max(0, subject.trim().length - maxSubjectLength);
}

const shownLength = 2_400;
const shownLines = 40;

/** The beginning of a text that would fill the window many times over; nothing if all of it is to be shown. */
export function beginningOf(text: string): string | undefined {
  let cut = text.length > shownLength * 1.25 ? shownLength : text.length;
  let lineEnd = -1;
  for (let line = 0; line < shownLines; line += 1) {
    lineEnd = text.indexOf('\n', lineEnd + 1);
    if (lineEnd < 0) break;
  }
  if (lineEnd >= 0) cut = Math.min(cut, lineEnd);
  if (cut >= text.length) return undefined;
  // At a blank if there is one near, and never through a pair of surrogates.
  const blank = text.slice(0, cut).search(/\s\S{0,80}$/u);
  if (blank > 0) return text.slice(0, blank);
  return /[\uD800-\uDBFF]/u.test(text[cut - 1] ?? '') ? text.slice(0, cut - 1) : text.slice(0, cut);
}
