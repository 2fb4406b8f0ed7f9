// A text as it is written: with references of XML and escapes of addresses in it. What they stand for is masked together with what
// stands around them, and written in the same way again, so that no way of writing hides a word or changes its shape.
import { decodeText } from '../../protocol/xml-text';
import { misreadIn } from './misread';
import { secret, secretsIn, type Span } from './secrets';
import { runsIn, type WordMask } from './word-mask';

interface Unit {
  readonly character: string;
  /** Where it was not written as itself. */
  readonly write?: (character: string) => string;
  /** In percent, as addresses do. */
  readonly isEscape?: boolean;
}

/** Schemes of addresses, before their colon. */
const schemes: ReadonlySet<string> = new Set(['sip', 'sips', 'tel', 'mailto', 'http', 'https', 'urn']);
/** What the address of a conference is put together from (protocol.md 4.8). */
const partsOfFocus: ReadonlySet<string> = new Set(['gruu', 'opaque', 'app', 'conf', 'focus', 'id']);

/** `hasReferences`: it stands in a document. */
export function maskWritten(text: string, words: WordMask, hasReferences: boolean): string {
  const isPlain = !/[%\\\xC2-\xF4]/u.test(text) && !(hasReferences && text.includes('&'));
  const units = isPlain ? undefined : unitsOf(text, hasReferences);
  const meant = units ? units.map(({ character }) => character).join('') : text;
  const pieces: string[] = [];
  let unit = 0;
  let at = 0;
  const keepTo = (end: number): void => {
    if (!units) pieces.push(meant.slice(at, end));
    for (; units && at < end; at += units[unit - 1]?.character.length ?? 1) {
      const { character = '', write } = units[unit++] ?? {};
      pieces.push(write ? write(character) : character);
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

const escapes =
  /(?:%[\dA-Fa-f]{2})+|(?:[%\\]u[\dA-Fa-f]{4})+|(?:\\x[\dA-Fa-f]{2})+|(?:&#(?:\d{1,7}|x[\dA-Fa-f]{1,6});)+|&(?:amp|lt|gt|quot|apos|nbsp);/gu;

function unitsOf(text: string, hasReferences: boolean): Unit[] {
  const units: Unit[] = [];
  const asThemselves = (part: string): void => {
    let done = 0;
    for (const { at: start, written, meant, write } of misreadIn(part)) {
      for (const character of part.slice(done, start)) units.push({ character });
      units.push({ character: meant, write });
      done = start + written.length;
    }
    for (const character of part.slice(done)) units.push({ character });
  };
  let at = 0;
  for (const { 0: escape, index } of text.matchAll(escapes)) {
    asThemselves(text.slice(at, index));
    at = index + escape.length;
    if (/^(?:%u|\\)/u.test(escape)) for (const unit of unitsOfProgram(escape)) units.push(unit);
    else if (escape.startsWith('%')) for (const unit of unitsOfBytes(escape)) units.push(unit);
    else if (!hasReferences) asThemselves(escape);
    else if (escape.startsWith('&#')) for (const unit of unitsOfReferences(escape)) units.push(unit);
    else units.push({ character: escape === '&nbsp;' ? '\xA0' : decodeText(escape), write: () => escape });
  }
  asThemselves(text.slice(at));
  return units;
}

/** One that is no UTF-8 is characters of its own: `5%AB`. Several are bytes of another character set. */
function unitsOfBytes(escape: string): Unit[] {
  let text: string;
  try {
    text = decodeURIComponent(escape);
  } catch {
    return escape.length > 3 ? unitsOfForeignBytes(escape) : [...escape].map((character) => ({ character }));
  }
  const isLower = /[a-f]/u.test(escape);
  const write = (character: string): string => {
    const written = Buffer.from(character)
      .toString('hex')
      .replace(/../gu, (byte) => `%${byte}`);
    return isLower ? written : written.toUpperCase();
  };
  return [...text].map((character) => ({ character, write, isEscape: true }));
}

/** Read as ISO-8859-1, in which each is a character. */
function unitsOfForeignBytes(escape: string): Unit[] {
  const isLower = /[a-f]/u.test(escape);
  const write = (character: string): string => {
    const digits = (character.charCodeAt(0) & 0xff).toString(16).padStart(2, '0');
    return `%${isLower ? digits : digits.toUpperCase()}`;
  };
  return [...Buffer.from(escape.replaceAll('%', ''), 'hex').toString('latin1')].map((character) => ({
    character,
    write,
    isEscape: true,
  }));
}

/** As programs and old addresses escape letters, one by one: `\u0041`, `\x41`, `%u0041`. What is no letter is what it looks like. */
function unitsOfProgram(escape: string): Unit[] {
  return (escape.match(/[%\\](?:u.{4}|x..)/gu) ?? []).flatMap((written): Unit[] => {
    const digits = written.slice(2);
    const meant = String.fromCharCode(parseInt(digits, 16));
    if (!/[\p{L}\p{N}]/u.test(meant)) return [...written].map((character) => ({ character }));
    const write = (character: string): string => {
      const code = character.charCodeAt(0).toString(16).padStart(digits.length, '0');
      return written.slice(0, 2) + (/[A-F]/u.test(digits) ? code.toUpperCase() : code);
    };
    return [{ character: meant, write }];
  });
}

/** Several in a row: two may stand for the halves of one character, which are then written as two again. */
function unitsOfReferences(text: string): Unit[] {
  const references = text.match(/&#[\dA-Fa-fx]{1,7};/gu) ?? [];
  const units: Unit[] = [];
  for (let at = 0; at < references.length; at += 1) {
    const [reference = '', next] = references.slice(at, at + 2);
    const isPair = isIn(reference, 0xd800, 0xdbff) && next !== undefined && isIn(next, 0xdc00, 0xdfff);
    const written = isPair ? [reference, next] : [reference];
    if (isPair) at += 1;
    const meant = decodeText(written.join(''));
    const write = (character: string): string =>
      character === meant ? written.join('') : referenceTo(character, reference, isPair);
    units.push({ character: meant, write });
  }
  return units;
}

function isIn(reference: string, low: number, high: number): boolean {
  const code = codeOf(reference);
  return code >= low && code <= high;
}

function codeOf(reference: string): number {
  return reference.startsWith('&#x') ? parseInt(reference.slice(3), 16) : parseInt(reference.slice(2), 10);
}

/** `like`: the way of writing it. */
function referenceTo(character: string, like: string, isPair: boolean): string {
  const isHex = like.startsWith('&#x');
  const codes = isPair ? [character.charCodeAt(0), character.charCodeAt(1)] : [character.codePointAt(0) ?? 0];
  const digits = like.slice(isHex ? 3 : 2, -1);
  return codes
    .map((code) => {
      const written = code.toString(isHex ? 16 : 10).padStart(digits.length, '0');
      return `&#${isHex ? 'x' : ''}${/[A-F]/u.test(digits) ? written.toUpperCase() : written};`;
    })
    .join('');
}
