// A text as it is written, with escapes in it: what they stand for is masked together with what stands around them, and written in the same
// way again, so that no way of writing hides a word or changes its shape.
import { unitsOf, type Unit } from './escapes';
import { secret } from './secret-names';
import { secretsIn, type Span } from './secrets';
import { isUnreadable } from './unreadable';
import { runsIn, type WordMask } from './word-mask';

/** Schemes of addresses, before their colon. */
const schemes: ReadonlySet<string> = new Set(['sip', 'sips', 'tel', 'mailto', 'http', 'https', 'urn']);
/** What the address of a conference is put together from (protocol.md 4.8). */
const partsOfFocus: ReadonlySet<string> = new Set(['gruu', 'opaque', 'app', 'conf', 'focus', 'id']);

/** `hasReferences`: it stands in a document. */
export function maskWritten(text: string, words: WordMask, hasReferences: boolean): string {
  if (isUnreadable(text)) return secret;
  const units = unitsOf(text, hasReferences);
  const meant = units ? units.map(({ character }) => character).join('') : text;
  const pieces: string[] = [];
  let unit = 0;
  let at = 0;
  const keepTo = (end: number): void => {
    if (!units) pieces.push(meant.slice(at, end));
    for (; units && at < end; at += units[unit - 1]?.character.length ?? 1) {
      pieces.push(units[unit++]?.written ?? '');
    }
    at = end;
  };
  const skipTo = (end: number): void => {
    for (; units && at < end; at += units[unit - 1]?.character.length ?? 1) unit += 1;
    at = end;
  };
  // What stands between two secrets is masked for itself: no run begins within one and is forgotten behind it.
  const maskTo = (end: number): void => {
    const part = meant.slice(at, end);
    const start = at;
    for (const { 0: run, index } of runsIn(part)) {
      keepTo(start + index);
      if (isSpelling(run, part, index)) keepTo(at + run.length);
      else if (!units) pieces.push(words.run(run));
      else {
        for (const masked of words.run(run)) {
          const { write } = units[unit++] ?? {};
          pieces.push(write ? write(masked) : masked);
        }
      }
      at = start + index + run.length;
    }
    keepTo(end);
  };
  const secrets = units ? apart([...secretsIn(meant), ...secretsIn(ofAddress(units))]) : secretsIn(meant);
  for (const { start, end } of secrets) {
    maskTo(start);
    pieces.push(secret);
    skipTo(end);
  }
  maskTo(meant.length);
  return pieces.join('');
}

/** In order, and those that overlap as one. */
function apart(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const span of [...spans].sort((one, other) => one.start - other.start)) {
    const last = found.at(-1);
    if (last && span.start < last.end) found[found.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    else found.push(span);
  }
  return found;
}

/** As an address is taken apart: before its escapes are read, of which none parts anything. */
function ofAddress(units: readonly Unit[]): string {
  return units
    .map(({ character, isEscape }) =>
      isEscape && !/[\p{L}\p{N}]/u.test(character) ? '_'.repeat(character.length) : character,
    )
    .join('');
}

function isSpelling(run: string, text: string, at: number): boolean {
  if (run.length > 6) return false;
  const folded = run.toLowerCase();
  if (schemes.has(folded)) return text[at + run.length] === ':';
  return partsOfFocus.has(folded) && /[;=:]/u.test(text[at - 1] ?? '') && /[;=:]/u.test(text[at + run.length] ?? '');
}
