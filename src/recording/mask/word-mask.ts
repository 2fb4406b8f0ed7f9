// The replacer of a recording: each run of letters, and each of digits, becomes another of the same shape. The same run becomes the
// same one throughout, in whatever letter case, and two that differ stay different. The key is chance and is kept nowhere, so that
// nobody can find the way back, and two recordings have nothing in common.
import { createHash, randomBytes } from 'node:crypto';

/** Signs that say letters: in brackets, circles and squares, of flags, Braille, radicals, symbol fonts and tags. */
const letterSigns: readonly RegExp[] = [
  /[\u249C-\u24B5]/u,
  /[\u24B6-\u24E9]/u,
  /[\u2800-\u28FF]/u,
  /[\u2E80-\u2FD5]/u,
  /[\u3200-\u33FF]/u,
  /[\uF000-\uF0FF]/u,
  /[\u{1F110}-\u{1F189}]/u,
  /[\u{1F1E6}-\u{1F1FF}]/u,
  /[\u{E0020}-\u{E007E}]/u,
];
/** Beside one of U+0080 to U+00FF each of these may be part of a letter that was read in another character set. */
const misreadSign = /[\u0080-\u009F\u00A1-\u00BF\u00D7\u00F7]/u;
const misread = `${misreadSign.source}(?=[\\u0080-\\u009F\\u00A1-\\u00FF])|(?<=[\\u0080-\\u009F\\u00A1-\\u00FF])${misreadSign.source}`;
/** Bytes in hexadecimal digits, which may be a text: digit by digit each letter of it would always become the same. */
const hexRun = '(?:(?<![\\p{L}\\p{N}])|(?<=0[xX]))(?:[\\dA-Fa-f]{2}){8,}(?![\\p{L}\\p{N}])';
/** Likewise of a text of which each letter is written for itself: as bytes with something between them, in numbers, or with blanks. */
const alone = (one: string, between: string): string =>
  `(?<![\\p{L}\\p{N}])${one}(?:${between}${one}){3,}(?![\\p{L}\\p{N}])`;
const spelled = [
  // As references that are escaped once more are, too.
  alone('(?:0?[xX])?[\\dA-Fa-f]{2,4}', '[^\\p{L}\\p{N}<>]{1,4}'),
  alone('\\d{1,5}', '[^\\p{L}\\p{N}<>]{1,4}'),
  alone('\\p{L}', '[^\\p{L}\\p{N}<>]{1,2}'),
].join('|');
/** What is not seen between two letters: a byte of UTF-16, joiners, a place to break the line. */
const unseen = '[\\0\\u00AD\\u200B-\\u200D\\u2060\\uFEFF]?';
const letter = `(?:[\\p{L}\\p{M}]|${letterSigns.map(({ source }) => source).join('|')}|${misread})`;
/** Runs in the order in which a document has them: bytes, letters with their marks, or digits of any kind. */
const runs = new RegExp(`${spelled}|${hexRun}|${letter}(?:${unseen}${letter})*|\\p{N}(?:${unseen}\\p{N})*`, 'gu');

const lowerCase = /\p{Ll}/u;
/** Each character is replaced by one of its kind from its own corner of Unicode: so script, case and length in UTF-8 stay. */
const kinds: readonly RegExp[] = [
  /\p{Lu}/u,
  lowerCase,
  /\p{Lt}/u,
  /\p{Lm}/u,
  /\p{Lo}/u,
  /\p{Nd}/u,
  /\p{Nl}/u,
  /\p{No}/u,
];
const cornerSize = 128;
/** Scripts of so many signs that 128 neighbours would tell who it may be: a name is often one sign. */
const wideCorners: readonly (readonly [from: number, to: number])[] = [
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa48f],
  [0xac00, 0xd7a3],
  [0x20000, 0x2ffff],
  [0x30000, 0x3ffff],
];

/** Longer runs are not remembered: chance alone keeps them apart. */
const maxRemembered = 64;
/** So many draws find a free run wherever there is one, but for alphabets of one or two letters. */
const maxDraws = 400;

export class WordMask {
  private readonly replacements = new Map<string, string>();
  private readonly taken = new Set<string>();

  constructor(private readonly key: Uint8Array = randomBytes(32)) {}

  /** `text`: as it is meant, without references and escapes. Blanks, punctuation and signs stay. */
  text(text: string): string {
    return text.replace(runs, (run) => this.run(run));
  }

  /** One run (`runsIn`), as long as it was in characters. */
  run(run: string): string {
    const characters = [...run];
    const folded = characters.map(foldedCharacter);
    const replacement = [...this.replacementOf(folded)];
    return characters
      .map((character, at) => {
        const masked = replacement[at] ?? character;
        return character === folded[at] ? masked : masked.toUpperCase();
      })
      .join('');
  }

  private replacementOf(folded: readonly string[]): string {
    const source = folded.join('');
    const known = this.replacements.get(source);
    if (known !== undefined) return known;
    let drawn = this.draw(folded, 0);
    if (folded.length > maxRemembered) return drawn;
    for (let turn = 1; turn < maxDraws && (this.taken.has(drawn) || drawn === source); turn += 1) {
      drawn = this.draw(folded, turn);
    }
    this.taken.add(drawn);
    this.replacements.set(source, drawn);
    return drawn;
  }

  private draw(folded: readonly string[], turn: number): string {
    const chance = numbersOf(this.key, `${turn} ${folded.join('')}`);
    let hasDigit = false;
    const isHex = isBytes(folded);
    return folded
      .map((character, at) => {
        if (isBeforeBytes(folded, at)) return character;
        const pool = isHex && /[a-z]/u.test(character) ? hexLetters : poolOf(character);
        // Zeros at the front are an oddity that shall be seen, and there are no new ones.
        if (pool.isDecimal && !hasDigit && character === pool.members[0]) return character;
        const isFirst = pool.isDecimal && !hasDigit;
        // Between two there may be something else.
        hasDigit = pool.isDecimal || (hasDigit && /[\p{L}\p{N}]/u.test(character));
        const members = isFirst ? pool.members.slice(1) : pool.members;
        return members[chance() % members.length] ?? character;
      })
      .join('');
  }
}

const hexLetters: Pool = { members: [...'abcdef'], isDecimal: false };
const latinLetters: readonly string[] = [...'abcdefghijklmnopqrstuvwxyz'];

/** A run of letters and of digits is one of bytes. */
function isBytes(folded: readonly string[]): boolean {
  return folded.length > 1 && folded.some((each) => /\d/u.test(each)) && folded.some((each) => /[a-f]/u.test(each));
}

/** `0x` of `0x44`, `x` of `&#x44;`. */
function isBeforeBytes(folded: readonly string[], at: number): boolean {
  const isByte = (each = ''): boolean => /^[\da-f]$/u.test(each);
  if (folded[at] === '0') return folded[at + 1] === 'x' && isByte(folded[at + 2]) && !isByte(folded[at - 1]);
  return folded[at] === 'x' && (folded[at - 1] === '0' || folded[at - 1] === '#') && isByte(folded[at + 1]);
}

/** Where the runs of a text are. */
export function runsIn(text: string): RegExpStringIterator<RegExpExecArray> {
  return text.matchAll(runs);
}

/** Without end: numbers that only the key tells. */
function numbersOf(key: Uint8Array, source: string): () => number {
  let block = createHash('sha256').update(key).update(source).digest();
  let at = 0;
  return () => {
    if (at + 2 > block.length) {
      block = createHash('sha256').update(key).update(block).digest();
      at = 0;
    }
    at += 2;
    return block.readUInt16BE(at - 2);
  };
}

function foldedCharacter(character: string): string {
  const lower = character.toLowerCase();
  return [...lower].length === 1 && lower.toUpperCase() === character ? lower : character;
}

interface Pool {
  readonly members: readonly string[];
  /** Of digits that count from nought, in order. */
  readonly isDecimal: boolean;
}

const pools = new Map<string, Pool>();

function poolOf(character: string): Pool {
  const kind = kindOf(character);
  // A mark is one of the odd things that stay.
  if (!kind) return { members: [character], isDecimal: false };
  const [from, to] = cornerOf(character);
  const name = `${from} ${kind.source}`;
  const known = pools.get(name);
  if (known) return known;
  const ofKind = Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)).filter((each) =>
    kind.test(each),
  );
  const isDecimal = kind.source === '\\p{Nd}';
  const members = isDecimal ? firstTen(ofKind) : pickMembers(ofKind);
  const pool = { members, isDecimal };
  pools.set(name, pool);
  return pool;
}

/** No letter stays for want of another: rather its case or its corner does not. */
function pickMembers(ofKind: readonly string[]): readonly string[] {
  const steady = ofKind.filter(isSteady);
  if (steady.length > 1) return steady;
  return ofKind.length > 1 ? ofKind : latinLetters;
}

/** Some corners have several sets of digits; whose is not worth telling. */
function firstTen(members: readonly string[]): readonly string[] {
  return members.slice(0, 10);
}

function kindOf(character: string): RegExp | undefined {
  const kind = [...letterSigns, ...kinds].find((each) => each.test(character));
  return kind ?? (misreadSign.test(character) ? lowerCase : undefined);
}

/** Comes back from capitals as it was, or has none. Capitals are as long in UTF-8, and a header can have them where it has the letter. */
function isSteady(character: string): boolean {
  const upper = character.toUpperCase();
  if (upper === character) return true;
  const isAlike = isLatin1(upper) === isLatin1(character) && Buffer.byteLength(upper) === Buffer.byteLength(character);
  return isAlike && foldedCharacter(upper) === character;
}

const isLatin1 = (character: string): boolean => codeOf(character) < 0x100;

function cornerOf(character: string): readonly [from: number, to: number] {
  const code = codeOf(character);
  const from = code - (code % cornerSize);
  return wideCorners.find(([first, last]) => first <= code && code <= last) ?? [from, from + cornerSize - 1];
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
