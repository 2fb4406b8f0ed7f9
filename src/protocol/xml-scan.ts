// What stands before the XML parser where a document is taken or refused as a whole: one pass that holds the limits and refuses what
// the protocol never needs, and hands on nothing but tags and text. So the parser cannot see it differently than the limits did.
import { ProtocolError } from './protocol-error';
import { isQualifiedName, KnownNames } from './xml-names';
import { Copy, notWellFormed, XmlScanner, type StartTag, type XmlLimits } from './xml-scanner';
import { toXmlText } from './xml-text';

export type { XmlLimits } from './xml-scanner';

/**
 * For what a server sends. Long enough for a first poll with ten thousand contacts and all their cards, which is some 15 MB; one
 * event of that length has less than a million elements.
 */
export const defaultXmlLimits: XmlLimits = {
  maxCharacters: 32 * 1024 * 1024,
  maxDepth: 64,
  maxAttributes: 128,
  maxElements: 2_000_000,
};

/** For the parser, and what it need not read again (see `Copy`). */
export interface ScannedXml {
  readonly text: string;
  readonly tags: readonly StartTag[];
  readonly texts: readonly string[];
}

/** The whole document, which has to be well-formed. Throws `ProtocolError`. */
export function scanXml(source: string, limits: XmlLimits): ScannedXml {
  const text = readableText(source, limits);
  const scanner = new XmlScanner(text, { limits, isLenient: false, names: new KnownNames(isQualifiedName) });
  const copy = new Copy(text, 0);
  let hasRoot = false;
  let at = 0;
  for (;;) {
    const open = text.indexOf('<', at);
    if (!blank.test(text.slice(at, open < 0 ? text.length : open)))
      throw notWellFormed('text outside the root element');
    if (open < 0) break;
    if (text.startsWith('<!', open) || text.startsWith('<?', open)) {
      if (text.startsWith('<![CDATA[', open)) throw new ProtocolError('doctype', 'CDATA outside the root element');
      at = scanner.section(open, copy);
    } else {
      if (hasRoot) throw notWellFormed('a second root element');
      hasRoot = true;
      at = scanner.element(open, copy, 0);
    }
  }
  if (!hasRoot) throw notWellFormed('no root element');
  return { text: copy.upTo(text.length), tags: copy.tags, texts: copy.texts };
}

/** Without byte-order mark; a character that XML cannot carry costs a writer that let it slip through no more than that one. */
export function readableText(source: string, limits: XmlLimits): string {
  if (source.length > limits.maxCharacters) throw new ProtocolError('too-large', `${source.length} characters`);
  return toXmlText(source.charCodeAt(0) === 0xfeff ? source.slice(1) : source).text;
}

const blank = /^[ \t\r\n]*$/u;
