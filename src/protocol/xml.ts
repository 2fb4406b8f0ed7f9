// XML as the protocol needs it: nothing coerced, nothing trimmed, no DOCTYPE, no entities but the five predefined and numeric
// ones, limits on size, depth and attributes. All of that is held by what stands before the parser (`xml-scan.ts`, `xml-cut.ts`).
// The only file that knows fast-xml-parser.
import { XMLParser } from 'fast-xml-parser';
import { ProtocolError, type ProtocolErrorCode } from './protocol-error';
import { cutXml, type CutChild, type CutHints } from './xml-cut';
import { isQualifiedName, type NamesForParser } from './xml-names';
import { defaultXmlLimits, scanXml, type ParserText, type XmlLimits } from './xml-scan';
import { toXmlText } from './xml-text';

/** One element. Names are as written. */
export interface XmlElement {
  /** As written, with its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** The namespaces declared here and around it; only in what was read. */
  readonly scope?: NamespaceScope;
  /** Why nothing but the name is left of it; only in what was read. */
  readonly lost?: ProtocolErrorCode;
}
export type XmlNode = XmlElement | string;

/** Declarations of one element on top of those around it. A list, not a copy for each level: nobody can make it dear. */
export interface NamespaceScope {
  /** Namespace by prefix; the default namespace by ''. */
  readonly declared: ReadonlyMap<string, string>;
  readonly outer: NamespaceScope | undefined;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  htmlEntities: false,
  // Paths are for processors, of which there are none here; as objects they are not spelt out for each element.
  jPath: false,
});

/** The root element of a document that has to be well-formed. Throws `ProtocolError`. */
export function parseXml(source: string, limits: XmlLimits = defaultXmlLimits): XmlElement {
  return parseElement(scanXml(source, limits), undefined);
}

/** A child of the root that could not be read. */
export interface UnreadableElement {
  /** As written. */
  readonly name: string;
  /** Without children, and without attributes when not even those could be read. */
  readonly startTag: XmlElement;
  /** All of it, as written. */
  readonly text: string;
  readonly error: ProtocolError;
}

export interface XmlEnvelope {
  /** Without its children. */
  readonly root: XmlElement;
  /** Throws `ProtocolError` when the document is over before its root is. */
  children(): Iterable<XmlElement | UnreadableElement>;
}

/** Where the document is a part of another one. */
export interface EnvelopeAround {
  readonly limits: XmlLimits;
  readonly scope: NamespaceScope | undefined;
}

const nothingAround: EnvelopeAround = { limits: defaultXmlLimits, scope: undefined };

/** A document whose root holds things that have nothing to do with each other; see `cutXml`. Throws `ProtocolError`. */
export function parseEnvelope(source: string, hints: CutHints, { limits, scope } = nothingAround): XmlEnvelope {
  const cut = cutXml(source, limits, hints);
  const root = parseElement(cut.root, scope);
  return {
    root,
    *children() {
      for (const child of cut.children()) yield parseChild(child, root.scope);
    },
  };
}

function parseChild(child: CutChild, scope: NamespaceScope | undefined): XmlElement | UnreadableElement {
  if (child.kind === 'element') return parseElement(child.element, scope);
  const { name, startTag, text, error } = child;
  let parsed: XmlElement | undefined;
  return {
    name,
    // A list may have thousands of them, and of most the name is enough.
    get startTag() {
      return (parsed ??= startTag ? parseElement(startTag, scope) : element(name));
    },
    text,
    error,
  };
}

/** The scan has let through only what the parser can read. */
function parseElement({ text, names }: ParserText, scope: NamespaceScope | undefined): XmlElement {
  let nodes: readonly RawNode[];
  try {
    nodes = parser.parse(text) as readonly RawNode[];
  } catch (error) {
    // Its message quotes the document, which has no place in a log.
    throw new ProtocolError('not-well-formed', 'the parser refused it', { cause: error });
  }
  const root = convert(nodes, scope, names).find((node): node is XmlElement => typeof node !== 'string');
  if (!root) throw new ProtocolError('not-well-formed', 'no root element');
  return root;
}

type RawNode = Readonly<Record<string, readonly RawNode[] | string | Readonly<Record<string, string>>>>;

/** Recursion is safe: the scan has held the limit of depth. */
function convert(nodes: readonly RawNode[], outer: NamespaceScope | undefined, names: NamesForParser): XmlNode[] {
  return nodes.map((node) => {
    const given = Object.keys(node).find((key) => key !== ':@') ?? '';
    if (given === '#text') return decodeReferences(String(node[given]));
    const attributes: [string, string][] = [];
    let declared: Map<string, string> | undefined;
    for (const [key, raw] of Object.entries((node[':@'] ?? {}) as Readonly<Record<string, string>>)) {
      const name = names.written(key);
      const value = decodeReferences(raw);
      attributes.push([name, value]);
      const prefix = declaredPrefix(name);
      if (prefix !== undefined) (declared ??= new Map()).set(prefix, value);
    }
    const scope = declared ? { declared, outer } : outer;
    const children = convert(node[given] as readonly RawNode[], scope, names);
    return { name: names.written(given), attributes: record(attributes), children, ...(scope && { scope }) };
  });
}

/** '' for the default namespace; undefined when the attribute declares none. */
function declaredPrefix(attribute: string): string | undefined {
  if (attribute === 'xmlns') return '';
  return attribute.startsWith('xmlns:') ? attribute.slice(6) || undefined : undefined;
}

/** Names are anybody's: an assignment to `__proto__` would be lost. */
function record(entries: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(entries);
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

/** An element to write; undefined attributes and children are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | boolean | undefined>> = {},
  ...children: readonly (XmlNode | readonly XmlNode[] | undefined)[]
): XmlElement {
  const kept: [string, string][] = [];
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) kept.push([key, String(value)]);
  return {
    name,
    attributes: record(kept),
    children: children.flat().filter((child): child is XmlNode => child !== undefined),
  };
}

/** `<name>text</name>`, or nothing when there is no value. */
export function textElement(name: string, value: string | number | boolean): XmlElement;
export function textElement(name: string, value: string | number | boolean | undefined): XmlElement | undefined;
export function textElement(name: string, value: string | number | boolean | undefined): XmlElement | undefined {
  return value === undefined ? undefined : element(name, {}, String(value));
}

/** An empty element whose name comes from elsewhere. Throws `ProtocolError` when it is no name. */
export function namedElement(name: string, attributes: Readonly<Record<string, number | undefined>> = {}): XmlElement {
  // A prefix would need its declaration, which nobody kept.
  const local = name.slice(name.indexOf(':') + 1);
  if (!isQualifiedName(local)) throw new ProtocolError('not-well-formed', 'not a name');
  return element(local, attributes);
}

/** How a document is laid out. What is read from it is the same. */
export type XmlLayout = 'one-line' | 'indented';

/**
 * Well-formed text; whatever stands in texts and values is escaped. `indented`: as the servers of the time wrote (field notes), elements on
 * lines of their own, two spaces a level. Where text stands nothing is put beside it, and what brings a namespace of its own (the
 * payload of a category, an application's data) stays on one line: blanks inside would be part of it.
 */
export function serializeXml(root: XmlNode, layout: XmlLayout = 'one-line'): string {
  const out: string[] = [];
  if (layout === 'indented' && typeof root !== 'string') writeIndented(root, '\n', out);
  else write(root, out);
  return out.join('');
}

/** `lineStart`: the line end before this element, with the blanks after it. */
function writeIndented(node: XmlElement, lineStart: string, out: string[]): void {
  const children = node.children.filter((child) => typeof child !== 'string');
  if (children.length === 0 || children.length < node.children.length || isForeign(node)) {
    write(node, out);
    return;
  }
  writeStartTag(node, out);
  out.push('>');
  const inner = `${lineStart}  `;
  for (const child of children) {
    out.push(inner);
    writeIndented(child, inner, out);
  }
  out.push(lineStart, '</', node.name, '>');
}

/** Our own elements have neither a prefix nor a declaration. */
function isForeign({ name, attributes }: XmlElement): boolean {
  if (name.includes(':')) return true;
  for (const key in attributes) if (key.startsWith('xmlns')) return true;
  return false;
}

function write(node: XmlNode, out: string[]): void {
  if (typeof node === 'string') {
    out.push(escape(node, inText));
    return;
  }
  writeStartTag(node, out);
  if (node.children.length === 0) {
    out.push('/>');
    return;
  }
  out.push('>');
  for (const child of node.children) write(child, out);
  out.push('</', node.name, '>');
}

function writeStartTag({ name, attributes }: XmlElement, out: string[]): void {
  out.push('<', name);
  for (const [key, value] of Object.entries(attributes)) out.push(' ', key, '="', escape(value, inAttribute), '"');
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // The pages ask for it by name (3.8).
  "'": '&apos;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};
/** A carriage return would be read back as a line feed, so it goes as a reference. */
const inText = /[&<>"'\r]/gu;
/** A reader makes blanks of all three in a value. */
const inAttribute = /[&<>"'\r\n\t]/gu;

function escape(text: string, special: RegExp): string {
  return toXmlText(text).text.replace(special, (character) => escapes[character] ?? character);
}
