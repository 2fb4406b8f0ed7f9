// What XML 1.0 can carry as characters.

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
