// An element of XMPP (RFC 6120, 8): what the reader gives and the writer takes. Values, never changed after they were made.
import { ns } from './namespaces';

export interface XmlElement {
  /** Without a prefix: it is `ns` that tells. */
  readonly name: string;
  /** The namespace that is in force here, by `xmlns` of the element or of what it stands in; '' until it stands in something. */
  readonly ns: string;
  /** Without `xmlns`. Those of other namespaces are left out, but for `xml:lang`. */
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}

export type XmlNode = XmlElement | string;

/** What an element is made from: `undefined` is left out. */
export type XmlPart = XmlElement | string | undefined | readonly XmlPart[];

export type XmlAttributes = Readonly<Record<string, string | undefined>>;

const stanzas: ReadonlySet<string> = new Set(['message', 'presence', 'iq']);

/**
 * `xml('message', { to }, xml('body', {}, 'Good morning'))`. Attributes that are `undefined` are left out; `xmlns` is the namespace, and
 * whatever has none of its own gets that of the element it is put into. A stanza is of `jabber:client`.
 */
export function xml(
  name: string,
  { xmlns, ...attributes }: XmlAttributes = {},
  ...parts: readonly XmlPart[]
): XmlElement {
  const space = xmlns ?? (stanzas.has(name) ? ns.client : '');
  const attrs: Record<string, string> = {};
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) attrs[key] = value;
  const nodes: XmlNode[] = [];
  addParts(nodes, parts, space);
  return { name, ns: space, attrs, children: nodes };
}

function addParts(nodes: XmlNode[], parts: readonly XmlPart[], space: string): void {
  for (const part of parts) {
    if (part === undefined || part === '') continue;
    if (typeof part === 'string') addText(nodes, part);
    else if (isElement(part)) nodes.push(placed(part, space));
    else addParts(nodes, part, space);
  }
}

/** Two texts in a row are one, as they are to whoever reads them. */
export function addText(nodes: XmlNode[], text: string): void {
  const last = nodes.at(-1);
  if (typeof last === 'string') nodes[nodes.length - 1] = last + text;
  else nodes.push(text);
}

function placed(element: XmlElement, space: string): XmlElement {
  if (element.ns !== '' || space === '') return element;
  const children = element.children.map((node) => (typeof node === 'string' ? node : placed(node, space)));
  return { ...element, ns: space, children };
}

function isElement(part: XmlElement | readonly XmlPart[]): part is XmlElement {
  return !Array.isArray(part);
}

/** The first child of the name, in the namespace of its parent unless another one is given. */
export function child(element: XmlElement, name: string, space: string = element.ns): XmlElement | undefined {
  return element.children.find(
    (node): node is XmlElement => typeof node !== 'string' && node.name === name && node.ns === space,
  );
}

/** All children of the name, in the namespace of the parent unless another one is given; without a name all elements that stand in it. */
export function children(element: XmlElement, name?: string, space: string = element.ns): readonly XmlElement[] {
  return element.children.filter(
    (node): node is XmlElement =>
      typeof node !== 'string' && (name === undefined || (node.name === name && node.ns === space)),
  );
}

/** What is written in it, without what is written in elements in it. */
export function text(element: XmlElement): string;
export function text(element: XmlElement | undefined): string | undefined;
export function text(element: XmlElement | undefined): string | undefined {
  return element?.children.filter((node) => typeof node === 'string').join('');
}
