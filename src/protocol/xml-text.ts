// What XML 1.0 can carry as characters, and how it refers to them.

/** Characters that no XML 1.0 document may hold, lone surrogates among them. */
const unencodable =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** The text with U+FFFD for what XML cannot carry, and how many characters that were. */
export function toXmlText(text: string): { readonly text: string; readonly replaced: number } {
  let replaced = 0;
  const clean = text.replace(unencodable, () => {
    replaced += 1;
    return '\uFFFD';
  });
  return { text: clean, replaced };
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Two references to the halves of one character are that character. One to a character that XML cannot carry becomes U+FFFD, as the
 * character does. What is no reference stays as it is written: `R&D`, and HTML's `&nbsp;`, which XML does not know and which somebody
 * may just as well have typed (our choice).
 */
function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  const decoded = text.replace(
    /&(?:#(\d+)|#x([\dA-Fa-f]+)|(amp|lt|gt|quot|apos));/gu,
    (_whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? '';
      const code = decimal === undefined ? parseInt(hex ?? '', 16) : parseInt(decimal, 10);
      return code > 0x10ffff ? '\uFFFD' : String.fromCodePoint(code);
    },
  );
  return toXmlText(decoded).text;
}

/** What is meant by a text or a value as it is written: line ends are line feeds, and references what they stand for. */
export function decodeText(written: string): string {
  return decodeReferences(written.includes('\r') ? written.replace(/\r\n?/gu, '\n') : written);
}
