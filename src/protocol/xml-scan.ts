// What stands before the XML parser: one pass that holds the limits and refuses what the protocol never needs, and hands on nothing
// but tags and text. So the parser and its validator cannot see a document differently than the limits did.
import { ProtocolError } from './protocol-error';
import { toXmlText } from './xml-text';

export interface XmlLimits {
  readonly maxCharacters: number;
  readonly maxDepth: number;
  /** Of one element. */
  readonly maxAttributes: number;
  /** Of the whole document. */
  readonly maxElements: number;
}

/** For what a server sends. Long enough for a first poll with ten thousand contacts and all their cards, which is some 15 MB. */
export const defaultXmlLimits: XmlLimits = {
  maxCharacters: 32 * 1024 * 1024,
  maxDepth: 64,
  maxAttributes: 128,
  maxElements: Infinity,
};

/** A `&` that begins neither a numeric reference nor one of the five predefined entities. */
const badReference = /&(?!#\d+;|#x[\dA-Fa-f]+;|(?:amp|lt|gt|quot|apos);)/u;
const blank = /^[ \t\r\n]*$/u;

/**
 * The document without byte-order mark, declaration, comments and processing instructions, its CDATA sections as escaped text,
 * characters that XML cannot carry replaced (a writer that lets one slip through costs us one character, not all events).
 * Throws `ProtocolError`.
 */
export function scanXml(source: string, limits: XmlLimits): string {
  if (source.length > limits.maxCharacters) throw new ProtocolError('too-large', `${source.length} characters`);
  const { text } = toXmlText(source.charCodeAt(0) === 0xfeff ? source.slice(1) : source);
  const kept: string[] = [];
  let keptTo = 0;
  let depth = 0;
  let hasRoot = false;
  let elements = 0;

  /** Leaves out `open` to the end of `terminator`, or puts something in its place; tells where to go on. */
  function replaceUpTo(terminator: string, open: number, opener: number, replace?: (inside: string) => string): number {
    const end = text.indexOf(terminator, open + opener);
    if (end < 0) throw notWellFormed('an unclosed section');
    kept.push(text.slice(keptTo, open));
    if (replace) kept.push(replace(text.slice(open + opener, end)));
    keptTo = end + terminator.length;
    return keptTo;
  }

  let at = 0;
  for (;;) {
    const open = text.indexOf('<', at);
    const words = text.slice(at, open < 0 ? text.length : open);
    if (depth === 0 && !blank.test(words)) throw notWellFormed('text outside the root element');
    if (badReference.test(words)) throw notWellFormed('a bad reference');
    if (open < 0) break;
    if (text.startsWith('<!--', open)) at = replaceUpTo('-->', open, 4);
    else if (text.startsWith('<?', open)) at = replaceUpTo('?>', open, 2);
    else if (text.startsWith('<![CDATA[', open) && depth > 0) at = replaceUpTo(']]>', open, 9, escapeMarkup);
    else if (text.startsWith('<!', open)) throw new ProtocolError('doctype', 'a document type is not allowed');
    else if (text.startsWith('</', open)) {
      const end = text.indexOf('>', open);
      if (end < 0 || depth === 0) throw notWellFormed('a stray end tag');
      depth -= 1;
      at = end + 1;
    } else {
      if (depth === 0 && hasRoot) throw notWellFormed('a second root element');
      hasRoot = true;
      elements += 1;
      if (elements > limits.maxElements)
        throw new ProtocolError('too-large', `more than ${limits.maxElements} elements`);
      const end = endOfStartTag(text, open, limits);
      if (text[end - 1] !== '/') depth += 1;
      if (depth > limits.maxDepth) throw new ProtocolError('too-deep', `more than ${limits.maxDepth} levels`);
      at = end + 1;
    }
  }
  if (!hasRoot) throw notWellFormed('no root element');
  if (depth > 0) throw notWellFormed('an unclosed element');
  if (keptTo === 0) return text;
  kept.push(text.slice(keptTo));
  return kept.join('');
}

/** Where its `>` is; quoted values may hold one too. */
function endOfStartTag(text: string, open: number, limits: XmlLimits): number {
  let attributes = 0;
  for (let at = open + 1; at < text.length; at += 1) {
    const character = text[at];
    if (character === '>') return at;
    if (character === '<') break;
    if (character !== '"' && character !== "'") continue;
    const close = text.indexOf(character, at + 1);
    if (close < 0) break;
    const value = text.slice(at + 1, close);
    if (value.includes('<') || badReference.test(value)) throw notWellFormed('a bad attribute value');
    attributes += 1;
    if (attributes > limits.maxAttributes) {
      throw new ProtocolError('too-many-attributes', `more than ${limits.maxAttributes}`);
    }
    at = close;
  }
  throw notWellFormed('an unclosed tag');
}

function escapeMarkup(text: string): string {
  return text.replace(/[&<]/gu, (character) => (character === '&' ? '&amp;' : '&lt;'));
}

function notWellFormed(what: string): ProtocolError {
  return new ProtocolError('not-well-formed', what);
}
