// Where secrets stand in a text that is no document, or in a piece of one: behind what they are called (`secret-names.ts`).
import { isSecretName, secret } from './secret-names';

const word = /[\p{L}\p{M}\p{N}_.$-]+/gu;
/** Of JSON in JSON the quotes have backslashes. */
const assignment = /(?:\\{0,8}["'\]]){0,2}\s{0,4}[=:]\s{0,4}/uy;
/** A quote before a letter is one of the value's signs. */
const value = /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|(?:[^\s&"']|["'](?=[\p{L}\p{N}]))+/suy;
/** Behind a name in quotes stands a value of JSON: what follows it is not the value's. */
const bareJson = /[^\s,}\]"']+/suy;

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where values stand behind names of secrets, without their quotes: in order, and none within another. */
export function secretsIn(text: string): readonly Span[] {
  const found: Span[] = [];
  let done = 0;
  for (const { 0: name, index } of text.matchAll(word)) {
    if (index < done || !isSecretName(name)) continue;
    assignment.lastIndex = index + name.length;
    const between = assignment.exec(text)?.[0];
    if (between === undefined) continue;
    const [start, end, next] = valueAt(text, assignment.lastIndex, /["']/u.test(between));
    done = next;
    if (end > start) found.push({ start, end });
  }
  return found;
}

/** What is no document may have signs of markup in its secrets. */
export function withoutSecrets(text: string): string {
  let kept = '';
  let done = 0;
  for (const { start, end } of secretsIn(text)) {
    kept += text.slice(done, start) + secret;
    done = end;
  }
  return kept + text.slice(done);
}

/** From where to where the value stands, and where it is over with its quotes. */
function valueAt(text: string, at: number, isJson: boolean): readonly [start: number, end: number, next: number] {
  const escapedQuote = /\\{1,8}["']/uy;
  escapedQuote.lastIndex = at;
  const quote = escapedQuote.exec(text)?.[0];
  if (quote !== undefined) {
    const start = at + quote.length;
    const close = text.indexOf(quote, start);
    return close === -1 ? [start, text.length, text.length] : [start, close, close + quote.length];
  }
  if (isJson && /[[{]/u.test(text[at] ?? '')) {
    const end = closeOf(text, at);
    return [at, end, end];
  }
  const pattern = isJson && !/["']/u.test(text[at] ?? '') ? bareJson : value;
  pattern.lastIndex = at;
  const written = pattern.exec(text)?.[0] ?? '';
  const next = at + written.length;
  if (!/^["']/u.test(written)) return [at, next, next];
  return [at + 1, written.length > 1 && written.at(-1) === written[0] ? next - 1 : next, next];
}

/** Behind the bracket that closes the one at `at`; a list that is broken off is all that is left. */
function closeOf(text: string, at: number): number {
  const sign = /[[\]{}]|"(?:[^"\\]|\\.)*"?/gsu;
  sign.lastIndex = at;
  let depth = 0;
  for (let found = sign.exec(text); found; found = sign.exec(text)) {
    if (/[[{]/u.test(found[0][0] ?? '')) depth += 1;
    else if (/[\]}]/u.test(found[0][0] ?? '')) depth -= 1;
    if (depth === 0) return sign.lastIndex;
  }
  return text.length;
}
