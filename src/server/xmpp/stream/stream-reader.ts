// Bytes of a stream to its elements, however they are cut: what RFC 6120 (11) leaves of XML, with limits. The only file that knows saxes.
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { isQualifiedName } from '../../../protocol/xml-names';
import { addText, type XmlElement, type XmlNode } from './element';
import { ns } from './namespaces';

export interface ReaderLimits {
  /** Of one stanza, in UTF-16 units, with all that stands between it and the one before. Beyond, the stream is at fault. */
  readonly chars: number;
  /**
   * Elements and attributes of one stanza, attributes of one element, and how deep elements may stand in each other (a stanza itself has
   * the depth 1). What is beyond is left out: it is some stranger who has sent it, and the server would bring it again and again to
   * somebody whose stream it ends.
   */
  readonly parts: number;
  readonly attributes: number;
  readonly depth: number;
}

/** A contact list of ten thousand people, or a page of the archive, is one stanza. */
export const defaultReaderLimits: ReaderLimits = { chars: 4_194_304, parts: 131_072, attributes: 64, depth: 64 };

/** Before the other side has shown who it is. */
export const signInReaderLimits: ReaderLimits = { chars: 65_536, parts: 1_024, attributes: 64, depth: 16 };

/** RFC 6120, 4.9.3: what is said to the other side. */
export type ReaderFault =
  'bad-format' | 'not-well-formed' | 'policy-violation' | 'restricted-xml' | 'invalid-namespace';

export type StreamItem =
  | { readonly kind: 'header'; readonly attrs: Readonly<Record<string, string>> }
  /** `isCut`: something of it was left out, beyond the limits. */
  | { readonly kind: 'element'; readonly element: XmlElement; readonly isCut: boolean }
  /** The other side has closed the stream. */
  | { readonly kind: 'end' }
  /** Nothing comes after it. `detail` is for the log. */
  | { readonly kind: 'fault'; readonly fault: ReaderFault; readonly detail: string };

interface Growing extends XmlElement {
  readonly children: XmlNode[];
}

/** What prefixes mean. The parser could tell, but only by looking through all that is open, at each element anew. */
interface Scope {
  readonly declared: ReadonlyMap<string, string>;
  readonly outer: Scope | undefined;
}

const xmlScope: Scope = { declared: new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]), outer: undefined };

class Fault extends Error {
  constructor(
    readonly fault: ReaderFault,
    detail: string,
  ) {
    super(detail);
  }
}

/**
 * So much is read before the limits are looked at. It is little, since whatever is kept of a text keeps all of it alive that was read at once:
 * a short word that of a stranger's whole stanza.
 */
const sliceBytes = 4_096;

/** What the parser itself keeps, of what is left out too. No stanza within the limits of a server comes near. */
const bearableDepth = 100_000;
const bearableAttributes = 100_000;

type ParserOptions = typeof parserOptions;
const parserOptions = { xmlns: false, position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' } as const;

/** Of one stream: the one after STARTTLS or SASL is another one. */
export class StreamReader {
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private readonly parser = new SaxesParser<ParserOptions>(parserOptions);
  private items: StreamItem[] = [];
  private isOver = false;
  private hasHeader = false;
  private readonly open: Growing[] = [];
  private readonly scopes: Scope[] = [];
  /** How deep in what is left out. */
  private leftOut = 0;
  private isCut = false;
  private parts = 0;
  private attributes = 0;
  /** Characters read, and where the last stanza ended. */
  private read = 0;
  private stanzaEnd = 0;

  constructor(private readonly limits: ReaderLimits = defaultReaderLimits) {
    const { parser } = this;
    const restricted = (what: string) => (): never => {
      throw new Fault('restricted-xml', what);
    };
    parser.on('doctype', restricted('a document type'));
    parser.on('processinginstruction', restricted('a processing instruction'));
    parser.on('comment', restricted('a comment'));
    parser.on('error', (error) => {
      // The parser tells the end of an element before it finds that it is not the one that was to end.
      if (this.parser.position === this.stanzaEnd) this.items.pop();
      throw new Fault('not-well-formed', error.message);
    });
    parser.on('opentagstart', () => {
      this.attributes = 0;
    });
    parser.on('attribute', () => {
      this.attributes += 1;
      if (this.attributes > bearableAttributes) throw new Fault('policy-violation', 'too many attributes');
    });
    parser.on('opentag', (tag) => this.openTag(tag));
    parser.on('closetag', () => this.closeTag());
    parser.on('text', (text) => this.addText(text));
    parser.on('cdata', (text) => this.addText(text));
  }

  /** What is whole by now. After a fault or the end there is nothing more. */
  push(bytes: Uint8Array): readonly StreamItem[] {
    if (this.isOver) return [];
    try {
      for (let at = 0; at < bytes.length && !this.isOver; at += sliceBytes)
        this.write(this.decode(bytes.subarray(at, at + sliceBytes)));
    } catch (error) {
      this.isOver = true;
      // Whatever a hostile document has found in the parser is its fault, and not the end of the process.
      const { fault, message } = error instanceof Fault ? error : new Fault('not-well-formed', String(error));
      this.items.push({ kind: 'fault', fault, detail: message });
    }
    const { items } = this;
    this.items = [];
    return items;
  }

  /** Nothing has come since the last stanza was whole. */
  get isAtStanzaEnd(): boolean {
    return this.read === this.stanzaEnd;
  }

  private decode(bytes: Uint8Array): string {
    try {
      return this.decoder.decode(bytes, { stream: true });
    } catch {
      throw new Fault('not-well-formed', 'not UTF-8');
    }
  }

  private write(text: string): void {
    this.read += text.length;
    this.parser.write(text);
    if (this.read - this.stanzaEnd > this.limits.chars) throw new Fault('policy-violation', 'a stanza too large');
  }

  private openTag({ name, attributes }: SaxesTagPlain): void {
    const { limits } = this;
    const written = Object.entries(attributes);
    this.parts += 1 + written.length;
    const isBeyond = this.open.length >= limits.depth || this.parts > limits.parts;
    // `a:b:c` is a name to XML, but none that namespaces know.
    if (this.leftOut > 0 || isBeyond || (name.includes(':') && !isQualifiedName(name))) {
      this.isCut = true;
      this.leftOut += 1;
      if (this.leftOut > bearableDepth) throw new Fault('policy-violation', 'elements too deep in each other');
      return;
    }
    if (written.length > limits.attributes) this.isCut = true;
    const scope = scopeOf(written, this.scopes.at(-1) ?? xmlScope);
    const attrs: Record<string, string> = Object.create(null);
    for (const [key, value] of written.slice(0, limits.attributes)) if (isKept(key)) attrs[key] = value;
    const { local, space } = resolve(name, scope);
    if (this.hasHeader) {
      this.scopes.push(scope);
      this.open.push({ name: local, ns: space, attrs, children: [] });
      return;
    }
    if (local !== 'stream' || space !== ns.stream) throw new Fault('invalid-namespace', 'no stream');
    this.hasHeader = true;
    this.scopes.push(scope);
    this.stanzaIsWhole();
    this.items.push({ kind: 'header', attrs });
  }

  private closeTag(): void {
    if (this.leftOut > 0) {
      this.leftOut -= 1;
      return;
    }
    this.scopes.pop();
    const element = this.open.pop();
    const parent = this.open.at(-1);
    if (parent && element) parent.children.push(element);
    if (parent) return;
    if (element) {
      this.items.push({ kind: 'element', element, isCut: this.isCut });
    } else {
      this.isOver = true;
      this.items.push({ kind: 'end' });
    }
    this.stanzaIsWhole();
  }

  private addText(text: string): void {
    if (this.leftOut > 0) return;
    const element = this.open.at(-1);
    if (element) addText(element.children, text);
    else if (text.trim() !== '') throw new Fault('bad-format', 'words between stanzas');
  }

  private stanzaIsWhole(): void {
    this.parts = 0;
    this.isCut = false;
    this.stanzaEnd = this.parser.position;
  }
}

function isKept(attribute: string): boolean {
  return attribute === 'xml:lang' || (attribute !== 'xmlns' && !attribute.includes(':'));
}

function scopeOf(attributes: readonly (readonly [string, string])[], outer: Scope): Scope {
  const declared = new Map<string, string>();
  for (const [key, value] of attributes) {
    if (key === 'xmlns') declared.set('', value);
    else if (key.startsWith('xmlns:')) declared.set(key.slice('xmlns:'.length), value);
  }
  return declared.size === 0 ? outer : { declared, outer };
}

/** A prefix that nobody has declared means no namespace: the servers let it through. */
function resolve(name: string, scope: Scope): { local: string; space: string } {
  const colon = name.indexOf(':');
  const prefix = name.slice(0, Math.max(colon, 0));
  const local = name.slice(colon + 1);
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const space = at.declared.get(prefix);
    if (space !== undefined) return { local, space };
  }
  return { local, space: '' };
}
