// From the bytes of an answer to its text. The protocol does not settle the character set (section 8), so RFC 7303 does, as far as it
// goes: the byte-order mark, then the charset of the Content-Type, then the XML declaration, then UTF-8.
import { TextDecoder } from 'node:util';

/** `contentType`: the header, if there was one. A character set that nobody knows counts for nothing. */
export function bodyText(bytes: Uint8Array, contentType?: string): string {
  const marked = markedCharset(bytes);
  if (marked) return new TextDecoder(marked).decode(bytes);
  const decode = decoderFor(charsetIn(contentType ?? '')) ?? decoderFor(declaredCharset(bytes)) ?? utf8;
  return decode(bytes);
}

const utf8 = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/**
 * What the first bytes leave no doubt about: a mark, or the shape of UTF-16 without one (XML 1.0, appendix F): nothing that is written
 * in single bytes has a zero. It goes before what a header says, which a gateway may have written who never looked.
 */
function markedCharset([first, second, third]: Uint8Array): string | undefined {
  if (first === undefined || second === undefined) return undefined;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  return undefined;
}

function decoderFor(charset: string | undefined): ((bytes: Uint8Array) => string) | undefined {
  if (charset === undefined) return undefined;
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(charset);
  } catch {
    return undefined;
  }
  // UTF-16 has been told by its bytes; these are none, whatever they claim: .NET writes such declarations above UTF-8.
  if (decoder.encoding.startsWith('utf-16')) return undefined;
  // ISO-8859-1 is read as its superset, as everywhere on the web (WHATWG, Encoding).
  return decoder.encoding === 'windows-1252' ? windows1252 : (bytes) => decoder.decode(bytes);
}

function charsetIn(contentType: string): string | undefined {
  return /;\s*charset\s*=\s*["']?([^\s"';,]+)/iu.exec(contentType)?.[1];
}

/** A declaration is longer only on purpose. */
const maxDeclarationBytes = 400;

function declaredCharset(bytes: Uint8Array): string | undefined {
  const start = latin1(bytes.subarray(0, maxDeclarationBytes));
  return /^\s*<\?xml\s[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/u.exec(start)?.[1];
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** The bytes 0x80 to 0x9F, five of them without a meaning. */
const upperControls = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** By hand, because several releases of Node (20.19 among them) take these bytes for ISO-8859-1. */
function windows1252(bytes: Uint8Array): string {
  return latin1(bytes).replace(/[\x80-\x9f]/gu, (control) => upperControls[control.charCodeAt(0) - 0x80] ?? control);
}
