// Reads markup tag by tag, ahead of the parser: finds where an element ends, holds the limits, checks that all of it is well-formed,
// keeps what the start tags say, and copies it so that the parser finds nothing but tags and text. No character is looked at more
// than a fixed number of times.
import { ProtocolError } from './protocol-error';
import { beginsName, standInName, type KnownNames } from './xml-names';
import { decodeText } from './xml-text';

export interface XmlLimits {
  readonly maxCharacters: number;
  readonly maxDepth: number;
  /** Of one element. */
  readonly maxAttributes: number;
  /** Of what is parsed in one go. */
  readonly maxElements: number;
}

export interface ScanRules {
  readonly limits: XmlLimits;
  /** What begins no reference and no markup is text, as it was meant. Who is strict refuses it. */
  readonly isLenient: boolean;
  /** 7.28: what lacks its end is over where something else can only begin or end. For lists whose entries hold nothing. */
  readonly closesEntries?: boolean;
  readonly names: KnownNames;
}

export interface Tag {
  readonly name: string;
  /** Behind its `>`. */
  readonly end: number;
  /** `<a/>`. */
  readonly isEmpty: boolean;
}

/** Told what has to be something else for the parser. */
export interface Rewriting {
  replace(from: number, to: number, by: string): void;
  /** What is text, and how it is written. */
  words(from: number, to: number, written: string): void;
}

/** For who only wants to know where things end. */
export const nowhere: Rewriting = { replace: () => undefined, words: () => undefined };

/** Told what a start tag says, each attribute once and in order, also where the tag turns out to be none. */
export interface Listening {
  tag(name: string): void;
  /** `written`: with its references. */
  attribute(name: string, written: string): void;
}

/** What a start tag says. */
export class StartTag implements Listening {
  readonly attributes: Record<string, string> = {};
  /** The namespaces that it declares, by prefix; the default namespace by ''. */
  declared: Map<string, string> | undefined = undefined;
  name = '';

  tag(name: string): void {
    this.name = name;
  }

  attribute(name: string, written: string): void {
    const value = decodeText(written);
    // Names are anybody's: an assignment to this one would be lost.
    if (name === '__proto__') Object.defineProperty(this.attributes, name, { value, enumerable: true });
    else this.attributes[name] = value;
    const prefix = declaredPrefix(name);
    if (prefix !== undefined) (this.declared ??= new Map()).set(prefix, value);
  }
}

/** '' for the default namespace; undefined when the attribute declares none. */
function declaredPrefix(attribute: string): string | undefined {
  if (!attribute.startsWith('xmlns')) return undefined;
  if (attribute.length === 5) return '';
  return attribute.charCodeAt(5) === colon ? attribute.slice(6) || undefined : undefined;
}

/** A part of a document as the parser gets it, and beside it all that the parser need not read again. */
export class Copy implements Rewriting {
  /** One for each element. */
  readonly tags: StartTag[] = [];
  /** As written; in the copy one character stands for each, so that the parser has not to put them together letter by letter. */
  readonly texts: string[] = [];
  private readonly pieces: string[] = [];
  constructor(
    private readonly text: string,
    private keptTo: number,
  ) {}

  replace(from: number, to: number, by: string): void {
    this.pieces.push(this.text.slice(this.keptTo, from), by);
    this.keptTo = to;
  }

  words(from: number, to: number, written: string): void {
    this.texts.push(written);
    this.replace(from, to, '.');
  }

  upTo(end: number): string {
    return [...this.pieces, this.text.slice(this.keptTo, end)].join('');
  }
}

export class XmlScanner {
  private readonly comments: Occurrences;
  private readonly commentEnds: Occurrences;
  private readonly instructionEnds: Occurrences;
  private readonly cdataEnds: Occurrences;

  constructor(
    readonly text: string,
    private readonly rules: ScanRules,
  ) {
    this.comments = new Occurrences(text, '<!--');
    this.commentEnds = new Occurrences(text, '-->');
    this.instructionEnds = new Occurrences(text, '?>');
    this.cdataEnds = new Occurrences(text, ']]>');
  }

  /**
   * One element with all that is in it; `open` is its `<`. Tells where it ends. In elements with one of the local names of `texts`
   * everything up to their end tag is text. Throws `ProtocolError`.
   */
  element(open: number, copy: Copy, levelsAround: number, texts: ReadonlySet<string> = noNames): number {
    const { maxDepth, maxElements, maxAttributes } = this.rules.limits;
    const names: string[] = [];
    let elements = 0;
    let at = open;
    for (;;) {
      if (this.beginsEndTag(at)) {
        const tag = this.endTag(at, copy);
        if (tag && tag.name !== names.at(-1)) this.closeEntry(names, at, tag.name, copy);
        if (!tag || tag.name !== names.pop()) throw notWellFormed('an end tag that does not fit');
        at = tag.end;
      } else if (beginsName(this.text, at + 1)) {
        if (this.rules.closesEntries)
          this.closeEntry(names, at, this.text.slice(at + 1, endOfName(this.text, at + 1)), copy);
        const said = new StartTag();
        const tag = this.startTag(at, copy, maxAttributes, said);
        if (!tag) throw notWellFormed('a start tag that is none');
        copy.tags.push(said);
        elements += 1;
        if (elements > maxElements) throw new ProtocolError('too-large', `more than ${maxElements} elements`);
        if (!tag.isEmpty) names.push(tag.name);
        if (levelsAround + names.length > maxDepth) {
          throw new ProtocolError('too-deep', `more than ${maxDepth} levels`);
        }
        at = texts.size > 0 && !tag.isEmpty && texts.has(localName(tag.name)) ? this.words(tag, copy) : tag.end;
      } else at = this.section(at, copy);
      if (names.length === 0) return at;
      at = this.plainWords(at, copy);
    }
  }

  /** The list ends, or the next of the same name begins. */
  private closeEntry(names: string[], at: number, next: string, copy: Rewriting): void {
    const entry = names.at(-1);
    const isOver = names.length > 1 && (next === entry || next === names.at(-2));
    if (!this.rules.closesEntries || !isOver) return;
    copy.replace(at, at, `</${entry}>`);
    names.pop();
  }

  /** Undefined when it is none. Throws when it has too many attributes. */
  startTag(open: number, copy: Rewriting, maxAttributes: number, listening?: Listening): Tag | undefined {
    const { text } = this;
    const nameEnd = endOfName(text, open + 1);
    const name = this.name(open + 1, nameEnd, copy);
    if (name === undefined) return undefined;
    listening?.tag(name);
    let first: string | undefined;
    let seen: Set<string> | undefined;
    let at = nameEnd;
    for (let count = 1; ; count += 1) {
      const next = skipBlanks(text, at);
      const code = text.charCodeAt(next);
      if (code === greater) {
        if (next > nameEnd) copy.replace(nameEnd, next, '');
        return { name, end: next + 1, isEmpty: false };
      }
      if (code === slash) {
        if (text.charCodeAt(next + 1) !== greater) return undefined;
        if (next > nameEnd) copy.replace(nameEnd, next, '');
        return { name, end: next + 2, isEmpty: true };
      }
      if (code === less && this.rules.closesEntries) {
        copy.replace(nameEnd, next, '>');
        return { name, end: next, isEmpty: false };
      }
      if (next === at && !this.rules.isLenient) return undefined;
      at = endOfName(text, next);
      const written = text.slice(next, at);
      const isAgain = written === first || seen?.has(written) === true;
      // 7.28: one page prints it. The first counts (our choice).
      if (isAgain && !this.rules.isLenient) return undefined;
      const attribute = this.rules.names.find(written)?.name;
      if (attribute === undefined) return undefined;
      if (count > maxAttributes) throw new ProtocolError('too-many-attributes', `more than ${maxAttributes}`);
      if (first === undefined) first = attribute;
      else (seen ??= new Set([first])).add(attribute);
      const open = this.openQuote(skipBlanks(text, at));
      const close = open < 0 ? -1 : text.indexOf(text.charAt(open), open + 1);
      if (close < 0) return undefined;
      const value = text.slice(open + 1, close);
      if (!this.rules.isLenient && (value.includes('<') || hasBadReference(value))) return undefined;
      at = close + 1;
      if (!isAgain) listening?.attribute(attribute, value);
    }
  }

  beginsEndTag(at: number): boolean {
    return this.text.startsWith('</', at) && (!this.rules.isLenient || beginsName(this.text, at + 2));
  }

  /** Undefined when it is none. */
  endTag(open: number, copy: Rewriting): Tag | undefined {
    const nameEnd = endOfName(this.text, open + 2);
    const name = this.name(open + 2, nameEnd, copy);
    const close = skipBlanks(this.text, nameEnd);
    if (name === undefined || this.text.charCodeAt(close) !== greater) return undefined;
    return { name, end: close + 1, isEmpty: false };
  }

  /** What begins with `<` and is no tag: a comment, an instruction, CDATA. Tells where it ends. Throws `ProtocolError`. */
  section(open: number, copy: Rewriting): number {
    const { text } = this;
    const { isLenient } = this.rules;
    if (text.startsWith('<!--', open)) {
      const end = this.commentEnds.from(open + 4);
      // XML allows no comment in which another begins: it was never closed, and what lies between is not to be lost.
      const next = isLenient ? this.comments.from(open + 4) : -1;
      if (end < 0 || (next >= 0 && next < end)) throw notWellFormed('an unclosed section');
      copy.replace(open, end + 3, '');
      return end + 3;
    }
    if (text.startsWith('<?', open) && (!isLenient || beginsName(text, open + 2))) {
      const end = this.instructionEnds.from(open + 2);
      if (end < 0) throw notWellFormed('an unclosed section');
      copy.replace(open, end + 2, '');
      return end + 2;
    }
    if (text.startsWith('<![CDATA[', open)) {
      const end = this.cdataEnds.from(open + 9);
      if (end < 0) throw notWellFormed('an unclosed section');
      copy.words(open, end + 3, text.slice(open + 9, end).replaceAll('&', '&amp;'));
      return end + 3;
    }
    if (text.startsWith('<!', open) && (!isLenient || beginsName(text, open + 2))) {
      throw new ProtocolError('doctype', 'a document type is not allowed');
    }
    if (!isLenient) throw notWellFormed('a stray angle');
    copy.words(open, open + 1, '<');
    return open + 1;
  }

  /** Of a tag. Undefined when it is none. */
  private name(from: number, to: number, copy: Rewriting): string | undefined {
    const known = this.rules.names.find(this.text.slice(from, to));
    if (known?.isPlain === false) copy.replace(from, to, standInName);
    return known?.name;
  }

  /** `at` is where `=` should be. Tells where the value begins, below 0 when there is none. */
  private openQuote(at: number): number {
    const { text } = this;
    if (text.charCodeAt(at) !== equals) return -1;
    const open = skipBlanks(text, at + 1);
    const code = text.charCodeAt(open);
    return code === doubleQuote || code === quote ? open : -1;
  }

  /** Up to the end tag of the element: where that is. */
  private words({ name, end }: Tag, copy: Rewriting): number {
    const { text } = this;
    for (let close = text.indexOf(`</${name}`, end); close >= 0; close = text.indexOf(`</${name}`, close + 2)) {
      if (endOfName(text, close + 2) !== close + 2 + name.length) continue;
      if (close > end) copy.words(end, close, text.slice(end, close));
      return close;
    }
    throw notWellFormed('an unclosed element');
  }

  /** Up to the next `<`: where that is. */
  private plainWords(at: number, copy: Rewriting): number {
    const end = this.text.indexOf('<', at);
    if (end < 0) throw notWellFormed('an unclosed element');
    if (end === at) return end;
    const words = this.text.slice(at, end);
    if (!this.rules.isLenient && hasBadReference(words)) throw notWellFormed('a bad reference');
    copy.words(at, end, words);
    return end;
  }
}

/** Where some piece of markup comes next. The answer is kept, so that asking all along the document costs one pass over it. */
class Occurrences {
  private askedFrom = 0;
  private found: number | undefined;

  constructor(
    private readonly text: string,
    private readonly what: string,
  ) {}

  /** Below 0 when it comes no more. */
  from(at: number): number {
    const isKnown = this.found !== undefined && at >= this.askedFrom && (this.found < 0 || at <= this.found);
    if (!isKnown) {
      this.askedFrom = at;
      this.found = this.text.indexOf(this.what, at);
    }
    return this.found ?? -1;
  }
}

/** A `&` that begins neither a numeric reference nor one of the five predefined entities. */
const badReference = /&(?!#\d+;|#x[\dA-Fa-f]+;|(?:amp|lt|gt|quot|apos);)/u;

function hasBadReference(text: string): boolean {
  return text.includes('&') && badReference.test(text);
}

const noNames: ReadonlySet<string> = new Set();
const doubleQuote = 34;
const quote = 39;
const slash = 47;
const colon = 58;
const less = 60;
const equals = 61;
const greater = 62;

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

/** Where a name that begins here is over, whatever it holds. */
export function endOfName(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    // All of these are below the letters: " ' / < = >
    if (code <= greater && (code >= less || code === doubleQuote || code === quote || code === slash || isBlank(code)))
      break;
    at += 1;
  }
  return at;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

export function notWellFormed(what: string): ProtocolError {
  return new ProtocolError('not-well-formed', what);
}
