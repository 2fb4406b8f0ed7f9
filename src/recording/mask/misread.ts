// UTF-8 that was read byte by byte: headers always are, and bodies with a wrong charset. What it means has to be masked, not the bytes, of
// which only the first of each character looks like a letter.

/** Windows-1252 for the bytes 0x80 to 0x9F; where it has nothing, the byte itself. */
const upperControls = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
/** Of bytes so read, two or more: the signs are those above. */
const readBytes = /[\u0080-\u00FF€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{2,}/gu;

export interface Misread {
  readonly at: number;
  readonly written: string;
  readonly meant: string;
  readonly write: (character: string) => string;
}

/** In the order in which they stand. */
export function misreadIn(text: string): Misread[] {
  const isWindows = [...upperControls].some((each) => each > '\xFF' && text.includes(each));
  const write = (character: string): string => [...Buffer.from(character)].map(readAs).join('');
  const readAs = (byte: number): string =>
    (isWindows ? upperControls[byte - 0x80] : undefined) ?? String.fromCharCode(byte);
  return [...text.matchAll(readBytes)].flatMap(({ 0: run, index }) => {
    const meant = Buffer.from([...run].map(byteOf)).toString('utf8');
    // What is no UTF-8 from end to end is of another character set.
    if (meant.includes('\uFFFD')) return [];
    let at = index;
    return [...meant].map((character) => {
      const written = text.slice(at, at + Buffer.byteLength(character));
      at += written.length;
      return { at: at - written.length, written, meant: character, write };
    });
  });
}

function byteOf(character: string): number {
  const code = character.charCodeAt(0);
  return code > 0xff ? 0x80 + upperControls.indexOf(character) : code;
}
