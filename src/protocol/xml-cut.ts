// What stands before the XML parser where one odd thing must cost only itself: cuts the root of a document into its children, so that
// each is parsed, and refused, alone. A document that is over before its root is closed was cut off, and counts for nothing.
import { ProtocolError } from './protocol-error';
import { beginsName, isXmlName, KnownNames } from './xml-names';
import { readableText, type ScannedXml } from './xml-scan';
import {
  Copy,
  endOfName,
  notWellFormed,
  nowhere,
  StartTag,
  XmlScanner,
  type Listening,
  type ScanRules,
  type Tag,
  type XmlLimits,
} from './xml-scanner';

/** A child of the root, or one that could not be read. */
export type CutChild =
  | { readonly kind: 'element'; readonly element: ScannedXml }
  | {
      readonly kind: 'unreadable';
      readonly name: string;
      /** If that much could be read. */
      readonly startTag: StartTag | undefined;
      /** All of it, as written. */
      readonly text: string;
      readonly error: ProtocolError;
    };

export interface CutXml {
  readonly root: StartTag;
  /** Throws `ProtocolError` when the document is over before its root is. */
  children(): Generator<CutChild>;
}

/** What is known of the documents that makes more of a broken one readable. */
export interface CutHints {
  /**
   * Local names, in lower case, of elements that hold words of people. Where a child of the root is not well-formed, all that stands
   * in these is text up to their end tag, so that a message is read as it was typed.
   */
  readonly texts: ReadonlySet<string>;
  /** Local names, in lower case, of children of the root that are lists whose entries hold nothing: where an entry lacks its end, it is over. */
  readonly lists?: ReadonlySet<string>;
  /**
   * What stands in a child of the root may look like the next one, since others wrote it. Where a child has an end tag that fits, it
   * ends there, even if it is broken.
   */
  readonly mayHoldOthers?: boolean;
  /**
   * Whether a start tag can only be that of a child of the root: where one before it is broken, the next begins there. Given the name
   * and the names of the attributes, and the name of the broken one, as written.
   */
  readonly beginsChild: (name: string, attributes: readonly string[], broken: string) => boolean;
}

/**
 * What can only have been meant as text is text: a `&` that begins no reference, a `<` that begins no markup (our choice, as are the
 * hints: no document says what to do with a server that does not escape). Whatever XML allows is read as XML has it, so that nobody
 * can publish something that looks like the end of an event. Throws `ProtocolError` for what concerns the whole.
 */
export function cutXml(source: string, limits: XmlLimits, hints: CutHints): CutXml {
  const text = readableText(source, limits);
  const rules: ScanRules = { limits, isLenient: true, names: new KnownNames(isXmlName) };
  const scanner = new XmlScanner(text, rules);
  const open = startOfRoot(scanner);
  // The limit protects the other events from one of them; without its root a document has none.
  const root = readStartTag(open, scanner);
  if (!root) throw notWellFormed('a root element that is none');
  const cutting: Cutting = { scanner, rules, rootName: root.said.name, hints, isBroken: false, hasUnclosed: false };
  return {
    root: root.said,
    *children() {
      checkRest(cutting, root.tag.isEmpty ? root.tag.end : yield* childrenFrom(root.tag.end, cutting));
    },
  };
}

interface Cutting {
  readonly scanner: XmlScanner;
  readonly rules: ScanRules;
  readonly rootName: string;
  readonly hints: CutHints;
  /** The root ended before one of its children did: nothing in this document says surely where anything ends. */
  isBroken: boolean;
  /** The root ended inside one of its children. */
  hasUnclosed: boolean;
}

/** Returns where the root ends. */
function* childrenFrom(start: number, cutting: Cutting): Generator<CutChild, number> {
  const { scanner, rootName } = cutting;
  for (let at = nextAngle(scanner, start); ; at = nextAngle(scanner, at)) {
    const endTag = scanner.beginsEndTag(at) ? scanner.endTag(at, nowhere) : undefined;
    if (endTag?.name === rootName) return endTag.end;
    // A stray end tag stands for nothing that could have got lost.
    if (endTag) at = endTag.end;
    else if (beginsName(scanner.text, at + 1)) {
      const { child, end } = cutChild(at, cutting);
      yield child;
      at = end;
    } else at = behindSection(scanner, at);
  }
}

function nextAngle({ text }: XmlScanner, from: number): number {
  const at = text.indexOf('<', from);
  if (at < 0) throw notWellFormed('an unclosed root element');
  return at;
}

/** Words in front of the root are no events. */
function startOfRoot(scanner: XmlScanner): number {
  const { text } = scanner;
  let at = text.indexOf('<');
  while (at >= 0 && !beginsName(text, at + 1))
    at = text.indexOf('<', endOfDoctype(text, at) ?? scanner.section(at, nowhere));
  if (at < 0) throw notWellFormed('no root element');
  return at;
}

/** Our choice: one that declares nothing changes nothing, and some gateways put one there. One with declarations is refused. */
function endOfDoctype(text: string, open: number): number | undefined {
  doctype.lastIndex = open;
  return doctype.test(text) ? doctype.lastIndex : undefined;
}

const doctype = /<!DOCTYPE\s[^<>[\]]*>/giuy;

/**
 * Behind the root neither: gateways append scripts and the ends of pages (our choice). But what ended there was not the root when it
 * ends, begins or goes on once more, or when something in it was still open.
 */
function checkRest(cutting: Cutting, end: number): void {
  const { scanner, rootName, hints, hasUnclosed } = cutting;
  const { text } = scanner;
  for (let at = text.indexOf('<', end); at >= 0; at = text.indexOf('<', at)) {
    const nameStart = scanner.beginsEndTag(at) ? at + 2 : at + 1;
    if (!beginsName(text, nameStart)) {
      at = behindSection(scanner, at);
      continue;
    }
    const name = text.slice(nameStart, endOfName(text, nameStart));
    const attributes: string[] = [];
    if (nameStart === at + 1) scanner.startTag(at, nowhere, Infinity, listeningFor(attributes));
    if (hasUnclosed || name === rootName || hints.beginsChild(name, attributes, rootName)) {
      throw notWellFormed('markup behind the root element');
    }
    at = nameStart;
  }
}

function cutChild(open: number, cutting: Cutting): { readonly child: CutChild; readonly end: number } {
  const { scanner, rules, hints } = cutting;
  const { text } = scanner;
  const copy = new Copy(text, open);
  try {
    const end = scanner.element(open, copy, 1);
    return { child: { kind: 'element', element: { text: copy.upTo(end), tags: copy.tags, texts: copy.texts } }, end };
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    const isBroken = error.code === 'not-well-formed' || error.code === 'doctype';
    const isGuess = (isBroken && !hints.mayHoldOthers) || cutting.isBroken;
    const end = endOfUnreadable(open, cutting, isGuess) ?? endOfUnclosed(open, cutting);
    // Where it ends nobody can tell: all that follows may be part of it or not.
    if (end === undefined) throw notWellFormed('an element that nobody closed');
    const element = isBroken ? readBroken(text.slice(open, end), rules, hints) : undefined;
    return { child: element ? { kind: 'element', element } : unreadable(open, end, scanner, error), end };
  }
}

function readBroken(text: string, rules: ScanRules, { texts, lists }: CutHints): ScannedXml | undefined {
  const name = text.slice(1, endOfName(text, 1));
  const closesEntries = lists?.has(name.slice(name.indexOf(':') + 1).toLowerCase()) ?? false;
  // A start tag alone holds no words.
  if (!closesEntries && !text.includes('<', 1)) return undefined;
  return readWithTexts(text, closesEntries ? { ...rules, closesEntries } : rules, texts);
}

function readWithTexts(text: string, rules: ScanRules, texts: ReadonlySet<string>): ScannedXml | undefined {
  const copy = new Copy(text, 0);
  try {
    const end = new XmlScanner(text, rules).element(0, copy, 1, texts);
    return end === text.length ? { text: copy.upTo(end), tags: copy.tags, texts: copy.texts } : undefined;
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}

function unreadable(open: number, end: number, scanner: XmlScanner, error: ProtocolError): CutChild {
  const { text } = scanner;
  return {
    kind: 'unreadable',
    name: text.slice(open + 1, endOfName(text, open + 1)),
    startTag: readStartTag(open, scanner)?.said,
    text: text.slice(open, end),
    error,
  };
}

/** Without an end tag that fits. Said once for all that follow, so that nobody looks for more of them to the end each time. */
function endOfUnclosed(open: number, cutting: Cutting): number | undefined {
  if (cutting.isBroken) return undefined;
  cutting.isBroken = true;
  return endOfUnreadable(open, cutting, true);
}

/**
 * By the tags of its own name, since the others may not fit. Undefined when nobody can tell. Only where it is broken do the hints
 * count: what is merely too deep may hold anything, what looks like the next one too.
 */
function endOfUnreadable(open: number, cutting: Cutting, isBroken: boolean): number | undefined {
  const { scanner, rootName, hints } = cutting;
  const { text } = scanner;
  const ownName = text.slice(open + 1, endOfName(text, open + 1));
  let levels = 0;
  let rootsInside = 0;
  let at = open;
  for (let next = open; next >= 0; next = text.indexOf('<', at)) {
    if (scanner.beginsEndTag(next)) {
      const nameEnd = endOfName(text, next + 2);
      const name = text.slice(next + 2, nameEnd);
      at = scanner.endTag(next, nowhere)?.end ?? nameEnd;
      if (name === ownName) levels -= 1;
      else if (name === rootName) {
        if (isBroken) {
          cutting.hasUnclosed = true;
          return next;
        }
        if (rootsInside === 0) return undefined;
        rootsInside -= 1;
      }
    } else if (beginsName(text, next + 1)) {
      const name = text.slice(next + 1, endOfName(text, next + 1));
      const attributes: string[] = [];
      const tag = scanner.startTag(next, nowhere, Infinity, listeningFor(attributes));
      if (isBroken && next > open && hints.beginsChild(name, attributes, ownName)) return next;
      const { end, isEmpty } = tag ?? brokenTag(text, next);
      at = end;
      if (name === ownName && !isEmpty) levels += 1;
      else if (name === rootName && !isEmpty) rootsInside += 1;
    } else {
      at = behindSection(scanner, next);
      continue;
    }
    if (levels === 0) return at;
  }
  return undefined;
}

/** A start tag with something wrong in it is over at the next angle. */
function brokenTag(text: string, open: number): Pick<Tag, 'end' | 'isEmpty'> {
  let at = open + 1;
  while (at < text.length && text[at] !== '<' && text[at] !== '>') at += 1;
  return text[at] === '>' ? { end: at + 1, isEmpty: text[at - 1] === '/' } : { end: at, isEmpty: false };
}

/** One that was never closed is nothing but its first character, so that what follows is not lost. */
function behindSection(scanner: XmlScanner, open: number): number {
  try {
    return scanner.section(open, nowhere);
  } catch (error) {
    if (error instanceof ProtocolError) return open + 1;
    throw error;
  }
}

function readStartTag(open: number, scanner: XmlScanner): { readonly tag: Tag; readonly said: StartTag } | undefined {
  const said = new StartTag();
  const tag = scanner.startTag(open, nowhere, Infinity, said);
  return tag && { tag, said };
}

/** For who only wants to know which attributes there are. */
function listeningFor(names: string[]): Listening {
  return { tag: () => undefined, attribute: (name) => names.push(name) };
}
