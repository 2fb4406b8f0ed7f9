// XML as the protocol needs it: nothing coerced, nothing trimmed, no DOCTYPE, no entities but the five predefined and numeric
// ones, limits on size, depth and attributes. All of that is held by what stands before the parser (`xml-scan.ts`, `xml-cut.ts`),
// which keeps attributes and texts aside; the parser finds out how the elements stand in each other. The only file that knows
// fast-xml-parser.
import { XMLParser, type MatcherView } from 'fast-xml-parser';
import { ProtocolError, type ProtocolErrorCode } from './protocol-error';
import { cutXml, type CutChild, type CutHints } from './xml-cut';
import { isQualifiedName } from './xml-names';
import { defaultXmlLimits, scanXml, type ScannedXml, type XmlLimits } from './xml-scan';
import type { StartTag } from './xml-scanner';
import { decodeText, toXmlText } from './xml-text';

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

/** The root element of a document that has to be well-formed. Throws `ProtocolError`. */
export function parseXml(source: string, limits: XmlLimits = defaultXmlLimits): XmlElement {
  return builder.build(scanXml(source, limits), undefined);
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
  const root = elementOf(cut.root, scope);
  return {
    root,
    *children() {
      for (const child of cut.children()) yield parseChild(child, root.scope);
    },
  };
}

function parseChild(child: CutChild, scope: NamespaceScope | undefined): XmlElement | UnreadableElement {
  if (child.kind === 'element') return builder.build(child.element, scope);
  const { name, startTag, text, error } = child;
  return { name, startTag: startTag ? elementOf(startTag, scope) : element(name), text, error };
}

/** Without children as yet. */
function elementOf({ name, attributes, declared }: StartTag, outer: NamespaceScope | undefined): GrowingElement {
  const scope = declared ? { declared, outer } : outer;
  return scope ? { name, attributes, children: none, scope } : { name, attributes, children: none };
}

const none: readonly XmlNode[] = [];

interface GrowingElement extends XmlElement {
  children: readonly XmlNode[];
}

/** Most elements have one child or none: they are not to take up the room that JavaScript keeps for a list that grows. */
function addChild(parent: GrowingElement, child: XmlNode): void {
  if (parent.children === none) parent.children = [child];
  else (parent.children as XmlNode[]).push(child);
}

const nothing = (): void => undefined;

/**
 * Puts together what the scan has read of the tags and what the parser finds between them. The parser tells each element and each text
 * as it comes to it, and keeps none of them itself: a tree of its own would take longer than everything else.
 */
class ElementBuilder {
  private readonly parser = new XMLParser({
    preserveOrder: true,
    // The scan has read them.
    ignoreAttributes: true,
    parseTagValue: false,
    trimValues: false,
    processEntities: false,
    // It would make one for each document, and never ask it.
    entityDecoder: {
      setExternalEntities: nothing,
      addInputEntities: nothing,
      reset: nothing,
      setXmlVersion: nothing,
      decode: (text) => text,
    },
    // Paths as objects are not spelt out for each element.
    jPath: false,
    updateTag: (_name, path) => {
      this.startElement(depthOf(path));
      return false;
    },
    tagValueProcessor: (_name, standsFor, path) => {
      this.addWords(depthOf(path), standsFor.length);
      return '';
    },
  });
  private tags: readonly StartTag[] = [];
  private nextTag = 0;
  private texts: readonly string[] = [];
  private nextText = 0;
  private scope: NamespaceScope | undefined;
  /** The elements around where the parser is, by how deep they are. The root has the depth 1. */
  private open: GrowingElement[] = [];

  /** The scan has let through only what the parser can read. */
  build({ text, tags, texts }: ScannedXml, scope: NamespaceScope | undefined): XmlElement {
    this.tags = tags;
    this.nextTag = 0;
    this.texts = texts;
    this.nextText = 0;
    this.scope = scope;
    try {
      this.parser.parse(text);
      const root = this.open[1];
      if (!root || this.nextTag !== tags.length || this.nextText !== texts.length)
        throw new Error('not what the scan has seen');
      return root;
    } catch (error) {
      // Its message quotes the document, which has no place in a log.
      throw new ProtocolError('not-well-formed', 'the parser refused it', { cause: error });
    } finally {
      this.tags = [];
      this.texts = [];
      this.open = [];
    }
  }

  private startElement(depth: number): void {
    const tag = this.tags[this.nextTag];
    this.nextTag += 1;
    if (!tag) return;
    const parent = this.open[depth - 1];
    const started = elementOf(tag, parent ? parent.scope : this.scope);
    if (parent) addChild(parent, started);
    this.open[depth] = started;
  }

  /** Several texts where comments or the like stood between them. */
  private addWords(depth: number, count: number): void {
    const from = this.nextText;
    this.nextText += count;
    const written = count === 1 ? (this.texts[from] ?? '') : this.texts.slice(from, this.nextText).join('');
    const words = decodeText(written);
    const parent = this.open[depth];
    if (parent && words !== '') addChild(parent, words);
  }
}

const builder = new ElementBuilder();

/** Always a matcher, since `jPath` is off. */
function depthOf(path: string | MatcherView): number {
  return typeof path === 'string' ? 0 : path.getDepth();
}

/** Names are anybody's: an assignment to `__proto__` would be lost. */
function record(entries: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(entries);
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
