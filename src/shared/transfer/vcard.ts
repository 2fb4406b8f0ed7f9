// Cards of people as files have them (vCard, RFC 2426, with the address of RFC 4770). Read as far as it concerns a contact list, of
// each version there is; photos and everything else are passed over. Pure.
import { fileText } from './file-text';

export interface CardLine {
  /** In upper case. */
  readonly name: string;
  readonly value: string;
}

/** The lines of each card, of at most so many. Never throws. */
export function readVcards(text: string, mostCards: number): readonly (readonly CardLine[])[] {
  const cards: CardLine[][] = [];
  let card: CardLine[] | undefined;
  for (const line of unfolded(text)) {
    const read = readLine(line);
    if (!read) continue;
    if (read.name === 'BEGIN' && read.value.toUpperCase() === 'VCARD') card = [];
    else if (read.name === 'END' && card) {
      cards.push(card);
      card = undefined;
      if (cards.length === mostCards) return cards;
    } else card?.push(read);
  }
  return cards;
}

/** A line that begins with a blank goes on with the one before. */
function unfolded(text: string): readonly string[] {
  return text
    .replace(/^\ufeff/u, '')
    .replace(/\r\n?|\n/gu, '\n')
    .replace(/\n[ \t]/gu, '')
    .split('\n');
}

function readLine(line: string): CardLine | undefined {
  const colon = valueStart(line);
  if (colon < 0) return undefined;
  const [names = '', ...parameters] = line.slice(0, colon).split(';');
  // `item1.EMAIL`
  const name = names.slice(names.lastIndexOf('.') + 1).toUpperCase();
  const raw = line.slice(colon + 1);
  const isQuoted = parameters.some((each) => /quoted-printable/iu.test(each));
  return { name, value: isQuoted ? fromQuotedPrintable(raw) : raw };
}

/** The colon that is in no quoted parameter. */
function valueStart(line: string): number {
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '"') isQuoted = !isQuoted;
    else if (line[at] === ':' && !isQuoted) return at;
  }
  return -1;
}

/** As version 2.1 writes what is not ASCII. */
function fromQuotedPrintable(text: string): string {
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (const [piece, hex] of text.matchAll(/=([\dA-F]{2})|[^=]+|=/giu)) {
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else for (const byte of encoder.encode(piece)) bytes.push(byte);
  }
  return fileText(new Uint8Array(bytes));
}

/** Of a value that is one text. */
export function plainValue(value: string): string {
  return value.replace(/\\([\\;,nN])/gu, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign));
}

/** Of a value that is several, parted by commas. */
export function listValue(value: string): readonly string[] {
  return (value.match(/(?:\\.|[^\\,])+/gsu) ?? []).map(plainValue);
}

export function writeVcard(lines: readonly CardLine[]): string {
  const all = [
    { name: 'BEGIN', value: 'VCARD' },
    { name: 'VERSION', value: '3.0' },
    ...lines,
    { name: 'END', value: 'VCARD' },
  ];
  return all.map(({ name, value }) => `${folded(`${name}:${value}`)}\r\n`).join('');
}

export function escapedValue(text: string): string {
  return text
    .replace(/\\/gu, '\\\\')
    .replace(/[;,]/gu, '\\$&')
    .replace(/\r\n?|\n/gu, '\\n');
}

/** No line is longer than 75 bytes; no sign is cut in two. */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let length = 0;
  for (const sign of line) {
    const size = sign.codePointAt(0)! < 0x80 ? 1 : sign.codePointAt(0)! < 0x800 ? 2 : sign.length === 2 ? 4 : 3;
    if (length + size > 74) {
      pieces.push(piece);
      piece = '';
      length = 0;
    }
    piece += sign;
    length += size;
  }
  pieces.push(piece);
  return pieces.join('\r\n ');
}
