// XML as the protocol needs it: nothing coerced, nothing trimmed, no DOCTYPE, no entities but the five predefined and numeric
// ones, limits on size, depth and attributes. The only file that knows fast-xml-parser.
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { ProtocolError } from './protocol-error';
import { toXmlText } from './xml-text';

/** One element. Names are as written. */
export interface XmlElement {
  /** As written, with its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}
export type XmlNode = XmlElement | string;

export interface XmlLimits {
  readonly maxCharacters: number;
  readonly maxDepth: number;
  readonly maxAttributes: number;
}

export const defaultXmlLimits: XmlLimits = { maxCharacters: 8 * 1024 * 1024, maxDepth: 64, maxAttributes: 64 };

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  attributesGroupName: ':@',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  htmlEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: '#cdata',
  commentPropName: '#comment',
});

/** The root element. Throws `ProtocolError`. */
export function parseXml(source: string, limits: XmlLimits = defaultXmlLimits): XmlElement {
  if (source.length > limits.maxCharacters) throw new ProtocolError('too-large', `${source.length} characters`);
  const text = source.replace(/^\uFEFF?\s*/u, '');
  if (/<!doctype/iu.test(text) || /<!entity/iu.test(text))
    throw new ProtocolError('doctype', 'a document type is not allowed');
  checkDepth(text, limits.maxDepth);
  let nodes: unknown;
  try {
    const valid = XMLValidator.validate(text);
    if (valid !== true)
      throw new ProtocolError('not-well-formed', `${valid.err.code} at ${valid.err.line}:${valid.err.col}`);
    nodes = parser.parse(text);
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    throw new ProtocolError('not-well-formed', 'not XML');
  }
  const root = convert(nodes as RawNode[], limits).find((node): node is XmlElement => typeof node !== 'string');
  if (!root) throw new ProtocolError('not-well-formed', 'no root element');
  return root;
}

type RawNode = Record<string, RawNode[] | string | Record<string, string>>;

function convert(nodes: readonly RawNode[], limits: XmlLimits): XmlNode[] {
  const out: XmlNode[] = [];
  for (const node of nodes) {
    const name = Object.keys(node).find((key) => key !== ':@');
    if (name === undefined || name === '#comment') continue;
    if (name === '#text') out.push(decodeEntities(String(node[name])));
    else if (name === '#cdata') out.push(cdataText(node[name] as RawNode[]));
    else {
      const raw = (node[':@'] ?? {}) as Record<string, string>;
      const attributes: Record<string, string> = {};
      let count = 0;
      for (const key of Object.keys(raw)) {
        if ((count += 1) > limits.maxAttributes)
          throw new ProtocolError('too-many-attributes', `more than ${limits.maxAttributes}`);
        attributes[key] = decodeEntities(String(raw[key]));
      }
      out.push({ name, attributes, children: convert(node[name] as RawNode[], limits) });
    }
  }
  return out;
}

function cdataText(nodes: readonly RawNode[]): string {
  return nodes.map((node) => String(node['#text'] ?? '')).join('');
}

/** Counts without parsing, so that a deep document never reaches code that recurses. */
function checkDepth(text: string, maxDepth: number): void {
  let depth = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    const next = text[at + 1];
    if (next === '/') depth -= 1;
    else if (text.startsWith('<![CDATA[', at)) at = Math.max(at, text.indexOf(']]>', at));
    else if (text.startsWith('<!--', at)) at = Math.max(at, text.indexOf('-->', at));
    else if (next !== '?' && next !== '!') {
      const end = text.indexOf('>', at);
      if (end < 0) return;
      if (text[end - 1] !== '/') depth += 1;
      if (depth > maxDepth) throw new ProtocolError('too-deep', `more than ${maxDepth} levels`);
    }
  }
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([\w.:-]+));?/giu,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) {
        const value = named[name];
        if (value === undefined || !whole.endsWith(';'))
          throw new ProtocolError('not-well-formed', 'an unknown entity');
        return value;
      }
      const code = decimal === undefined ? parseInt(hex ?? '', 16) : parseInt(decimal, 10);
      if (!whole.endsWith(';') || !Number.isFinite(code) || code > 0x10ffff)
        throw new ProtocolError('not-well-formed', 'a bad character reference');
      return toXmlText(String.fromCodePoint(code)).text;
    },
  );
}

// Writing

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
export function textElement(name: string, value: string | number | boolean | undefined): XmlElement | undefined {
  return value === undefined ? undefined : element(name, {}, String(value));
}

export function serializeXml(root: XmlNode): string {
  const out: string[] = [];
  write(root, out);
  return out.join('');
}

function write(node: XmlNode, out: string[]): void {
  if (typeof node === 'string') {
    out.push(escapeText(node));
    return;
  }
  out.push('<', node.name);
  for (const [key, value] of Object.entries(node.attributes)) out.push(' ', key, '="', escapeAttribute(value), '"');
  if (node.children.length === 0) {
    out.push('/>');
    return;
  }
  out.push('>');
  for (const child of node.children) write(child, out);
  out.push('</', node.name, '>');
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** A carriage return would be read back as a line feed, so it goes as a reference. */
function escapeText(text: string): string {
  return toXmlText(text).text.replace(/[&<>"'\r]/gu, (character) => escapes[character] ?? character);
}

function escapeAttribute(text: string): string {
  return toXmlText(text).text.replace(/[&<>"'\r\n\t]/gu, (character) => escapes[character] ?? character);
}
