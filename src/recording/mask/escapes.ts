// How the letters of a text are written where they do not stand as themselves: in percent, as references, as programs escape them, or read
// in another character set, and all of that once more over what was written so already. Each unit is one character with the way back.
import { decodeText } from '../../protocol/xml-text';
import { misreadIn } from './misread';

export interface Unit {
  /** As it is meant. */
  readonly character: string;
  /** As it stands in the text. */
  readonly written: string;
  /** Another one in the same way; undefined where it is written as itself. */
  readonly write?: (character: string) => string;
  /** As addresses escape what would part them. */
  readonly isEscape?: boolean;
}

/** What is escaped more often is masked sign by sign. */
const maxNesting = 4;

/** `hasReferences`: it stands in a document. Undefined: all is written as itself. */
export function unitsOf(text: string, hasReferences: boolean): readonly Unit[] | undefined {
  if (!/[%\\\xC2-\xF4]/u.test(text) && !(hasReferences && text.includes('&'))) return undefined;
  let units = readOnce(text, hasReferences);
  if (!units.some(({ write }) => write)) return undefined;
  for (let depth = 1; depth < maxNesting; depth += 1) {
    const inner = readOnce(units.map(({ character }) => character).join(''), hasReferences);
    if (!inner.some(({ write }) => write)) break;
    units = composed(units, inner);
  }
  return units;
}

/** `inner`: what the characters of `outer` say in their turn. */
function composed(outer: readonly Unit[], inner: readonly Unit[]): Unit[] {
  let at = 0;
  return inner.map((unit) => {
    const from = at;
    for (let left = unit.written.length; left > 0; at += 1) left -= outer[at]?.character.length ?? left;
    const under = outer.slice(from, at);
    const written = under.map((each) => each.written).join('');
    const isEscape = unit.isEscape === true || under.some((each) => each.isEscape);
    const { write } = unit;
    const isItself = !write && under.every((each) => !each.write);
    if (isItself) return { character: unit.character, written, isEscape };
    const writeAll = (character: string): string => {
      const signs = [...(write ? write(character) : character)];
      // One that takes more or fewer signs cannot stand in the same way.
      if (signs.length !== under.length) return signs.join('');
      return signs.map((sign, place) => under[place]?.write?.(sign) ?? sign).join('');
    };
    return { character: unit.character, written, write: writeAll, isEscape };
  });
}

const itself = (character: string): Unit => ({ character, written: character });

const escapes =
  /(?:%[\dA-Fa-f]{2})+|(?:[%\\]u[\dA-Fa-f]{4})+|(?:\\x[\dA-Fa-f]{2})+|(?:&#(?:\d{1,7}|x[\dA-Fa-f]{1,6});)+|&(?:amp|lt|gt|quot|apos|nbsp);/gu;

function readOnce(text: string, hasReferences: boolean): Unit[] {
  const units: Unit[] = [];
  const add = (all: readonly Unit[]): void => {
    for (const unit of all) units.push(unit);
  };
  let at = 0;
  for (const { 0: escape, index } of text.matchAll(escapes)) {
    add(unitsOfText(text.slice(at, index)));
    at = index + escape.length;
    if (/^(?:%u|\\)/u.test(escape)) add(unitsOfProgram(escape));
    else if (!escape.startsWith('&')) add(unitsOfBytes(escape));
    else if (!hasReferences) add(unitsOfText(escape));
    else if (escape.startsWith('&#')) add(unitsOfReferences(escape));
    else {
      const character = escape === '&nbsp;' ? '\xA0' : decodeText(escape);
      add([{ character, written: escape, write: (one) => (one === character ? escape : one) }]);
    }
  }
  add(unitsOfText(text.slice(at)));
  return units;
}

function unitsOfText(text: string): Unit[] {
  const units: Unit[] = [];
  let done = 0;
  for (const { at, written, meant, write } of misreadIn(text)) {
    for (const character of text.slice(done, at)) units.push(itself(character));
    units.push({ character: meant, written, write });
    done = at + written.length;
  }
  for (const character of text.slice(done)) units.push(itself(character));
  return units;
}

/**
 * `%C3%A4`. One byte that is no UTF-8 is characters of its own: `5%AB`. Several are bytes of another character set, and read as
 * ISO-8859-1, in which each is one.
 */
function unitsOfBytes(escape: string): Unit[] {
  const bytes = Buffer.from(escape.replaceAll('%', ''), 'hex');
  const isLower = /[a-f]/u.test(escape);
  const text = bytes.toString('utf8');
  const isForeign = text.includes('\uFFFD');
  if (isForeign && bytes.length === 1) return [...escape].map(itself);
  const encoding = isForeign ? 'latin1' : 'utf8';
  const write = (character: string): string => {
    const digits = Buffer.from(character, encoding).toString('hex').replace(/../gu, '%$&');
    return isLower ? digits : digits.toUpperCase();
  };
  let at = 0;
  return [...bytes.toString(encoding)].map((character) => {
    const length = 3 * Buffer.byteLength(character, encoding);
    const written = escape.slice(at, at + length);
    at += length;
    return { character, written, write, isEscape: true };
  });
}

/** As programs and old addresses escape letters, one by one: `\u0041`, `\x41`, `%u0041`. What is no letter is what it looks like. */
function unitsOfProgram(escape: string): Unit[] {
  return (escape.match(/[%\\](?:u.{4}|x..)/gu) ?? []).flatMap((written): Unit[] => {
    const digits = written.slice(2);
    const character = String.fromCharCode(parseInt(digits, 16));
    if (!/[\p{L}\p{N}]/u.test(character)) return [...written].map(itself);
    const write = (one: string): string => {
      const code = one.charCodeAt(0).toString(16).padStart(digits.length, '0');
      return written.slice(0, 2) + (/[A-F]/u.test(digits) ? code.toUpperCase() : code);
    };
    return [{ character, written, write }];
  });
}

/** Several in a row: two may stand for the halves of one character, which are then written as two again. */
function unitsOfReferences(text: string): Unit[] {
  const references = text.match(/&#[\dA-Fa-fx]{1,7};/gu) ?? [];
  const units: Unit[] = [];
  for (let at = 0; at < references.length; at += 1) {
    const [reference = '', next] = references.slice(at, at + 2);
    const isPair = isIn(reference, 0xd800, 0xdbff) && next !== undefined && isIn(next, 0xdc00, 0xdfff);
    const written = isPair ? reference + next : reference;
    if (isPair) at += 1;
    const meant = decodeText(written);
    const write = (character: string): string =>
      character === meant ? written : referenceTo(character, reference, isPair);
    units.push({ character: meant, written, write });
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
