// HTML as other programs wrote it into their logs, cut into tags and text: tolerant, as half a page is what a crash leaves behind, and
// in one pass, whatever is in it. Nothing of it is ever shown as HTML. Pure.

export type HtmlPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: 'close'; readonly name: string };

/** Of one tag; what is longer has no attributes for us. */
const maxTagChars = 4_096;

export function* htmlPieces(source: string): Generator<HtmlPiece> {
  let at = 0;
  let from = 0;
  while (at < source.length) {
    const open = source.indexOf('<', at);
    const end = open < 0 ? -1 : source.indexOf('>', open);
    if (end < 0) break;
    // A sign of less that begins no tag is text.
    const inner = source.lastIndexOf('<', end);
    const tag = readTag(source.slice(inner + 1, end));
    if (!tag) {
      at = end + 1;
      continue;
    }
    if (inner > from) yield { kind: 'text', text: decoded(source.slice(from, inner)) };
    if (tag !== 'nothing') yield tag;
    at = from = end + 1;
  }
  if (from < source.length) yield { kind: 'text', text: decoded(source.slice(from)) };
}

function readTag(text: string): HtmlPiece | 'nothing' | undefined {
  if (text.startsWith('!') || text.startsWith('?')) return 'nothing';
  const isClose = text.startsWith('/');
  const start = isClose ? 1 : 0;
  let end = start;
  while (end < text.length && /[\w:-]/u.test(text[end]!)) end += 1;
  const name = text.slice(start, end).toLowerCase();
  if (!/^[a-z]/u.test(name)) return undefined;
  if (isClose) return { kind: 'close', name };
  return { kind: 'open', name, attributes: readAttributes(text.slice(end, maxTagChars)) };
}

/** The first of a name counts. */
function readAttributes(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  let at = 0;
  for (;;) {
    const equals = text.indexOf('=', at);
    if (equals < 0) return attributes;
    const name = text.slice(at, equals).trim().split(/\s/u).at(-1)!.toLowerCase();
    let start = equals + 1;
    while (text[start] === ' ') start += 1;
    const quote = text[start] === '"' || text[start] === "'" ? text[start]! : undefined;
    if (quote) start += 1;
    const found = text.indexOf(quote ?? ' ', start);
    const end = found < 0 ? text.length : found;
    if (name !== '' && !attributes.has(name)) attributes.set(name, decoded(text.slice(start, end)));
    at = end + 1;
  }
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/** What is no reference stays as it is written. */
function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([\dA-Fa-f]{1,6})|([a-z]{2,6}));/gu,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? whole;
      const code = decimal === undefined ? parseInt(hex ?? '', 16) : parseInt(decimal, 10);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    },
  );
}
