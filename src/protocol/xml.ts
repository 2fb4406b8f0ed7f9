// XML as the protocol needs it: nothing coerced, nothing trimmed, no DOCTYPE, no entities but the five predefined and numeric
// ones, limits on size, depth and attributes (`xml-scan.ts`). The only file that knows fast-xml-parser.
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { ProtocolError } from './protocol-error';
import { defaultXmlLimits, scanXml, type XmlLimits } from './xml-scan';
import { toXmlText } from './xml-text';

/** One element. Names are as written. */
export interface XmlElement {
  /** As written, with its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** The namespaces declared here and around it; only in what was read. */
  readonly scope?: NamespaceScope;
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

/** The root element. Throws `ProtocolError`. */
export function parseXml(source: string, limits: XmlLimits = defaultXmlLimits): XmlElement {
  const text = scanXml(source, limits);
  const root = convert(parseNodes(text), undefined).find((node): node is XmlElement => typeof node !== 'string');
  if (!root) throw new ProtocolError('not-well-formed', 'no root element');
  return root;
}

type RawNode = Readonly<Record<string, readonly RawNode[] | string | Readonly<Record<string, string>>>>;

function parseNodes(text: string): readonly RawNode[] {
  const valid = XMLValidator.validate(text);
  if (valid !== true) {
    throw new ProtocolError('not-well-formed', `${valid.err.code} at ${valid.err.line}:${valid.err.col}`);
  }
  try {
    return parser.parse(text) as readonly RawNode[];
  } catch (error) {
    // It refuses names such as `constructor` too. Its message quotes the document, which has no place in a log.
    throw new ProtocolError('not-well-formed', 'the parser refused it', { cause: error });
  }
}

const nameStart =
  'A-Za-z_\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFC';
const namePart = `[${nameStart}][${nameStart}\\-.\\d\\u00B7\\u0300-\\u036F\\u203F\\u2040]*`;
/** XML's names of the basic plane, with one prefix at most. */
const xmlName = new RegExp(`^${namePart}(?::${namePart})?$`);

/** XML allows two characters in names that JavaScript takes for blanks, and the validator trims them off before it looks. */
function checkName(name: string): void {
  if (!xmlName.test(name) || /\s/u.test(name)) throw new ProtocolError('not-well-formed', 'not a name');
}

/** Recursion is safe: the scan has held the limit of depth. */
function convert(nodes: readonly RawNode[], outer: NamespaceScope | undefined): XmlNode[] {
  return nodes.map((node) => {
    const name = Object.keys(node).find((key) => key !== ':@') ?? '';
    if (name === '#text') return decodeReferences(String(node[name]));
    checkName(name);
    const attributes: Record<string, string> = {};
    let declared: Map<string, string> | undefined;
    for (const [key, raw] of Object.entries((node[':@'] ?? {}) as Readonly<Record<string, string>>)) {
      checkName(key);
      const value = decodeReferences(raw);
      attributes[key] = value;
      if (key === 'xmlns' || key.startsWith('xmlns:')) (declared ??= new Map()).set(key.slice(6), value);
    }
    const scope = declared ? { declared, outer } : outer;
    const children = convert(node[name] as readonly RawNode[], scope);
    return { name, attributes, children, ...(scope && { scope }) };
  });
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The scan let only good references through. One to a character that XML cannot carry becomes U+FFFD, as the character does. */
function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d+)|#x([\dA-Fa-f]+)|(\w+));/gu,
    (_whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return named[name] ?? '';
      const code = decimal === undefined ? parseInt(hex ?? '', 16) : parseInt(decimal, 10);
      return code > 0x10ffff ? '\uFFFD' : toXmlText(String.fromCodePoint(code)).text;
    },
  );
}

/** An element to write; undefined attributes and children are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | boolean | undefined>> = {},
  ...children: readonly (XmlNode | readonly XmlNode[] | undefined)[]
): XmlElement {
  const kept: Record<string, string> = {};
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) kept[key] = String(value);
  return { name, attributes: kept, children: children.flat().filter((child): child is XmlNode => child !== undefined) };
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
  checkName(local);
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
