// How the text of a body was written as bytes: told by writing it once more.
const encodings: readonly (readonly [name: string, write: (text: string) => Buffer])[] = [
  ['utf-8', (text) => Buffer.from(text, 'utf8')],
  ['utf-8 with mark', (text) => Buffer.from(`\uFEFF${text}`, 'utf8')],
  ['utf-16le with mark', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['utf-16be with mark', (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ['utf-16le', (text) => Buffer.from(text, 'utf16le')],
  ['utf-16be', (text) => Buffer.from(text, 'utf16le').swap16()],
  ['iso-8859-1', (text) => Buffer.from(text, 'latin1')],
];

/** Undefined: in none of ours, or with bytes that mean nothing. */
export function encodingOf(text: string, bytes: Uint8Array): string | undefined {
  return encodings.find(([, write]) => write(text).equals(bytes))?.[0];
}

/** In UTF-8 where the encoding is not known. */
export function encoded(text: string, encoding: string | undefined): Buffer {
  const write = encodings.find(([name]) => name === encoding)?.[1];
  return write ? write(text) : Buffer.from(text, 'utf8');
}
