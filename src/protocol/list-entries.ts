// Lists of things that have nothing to do with each other (protocol.md 4.11–4.18): what cannot be read of one costs that one, and not
// all that stand beside it. Only for an event that could not be read as a whole.
import { ProtocolError } from './protocol-error';
import { element, parseEnvelope, type UnreadableElement, type XmlElement } from './xml';
import type { CutHints } from './xml-cut';
import { elements, localName } from './xml-reader';
import { defaultXmlLimits } from './xml-scan';

/** Its entries by their local name in lower case; with a list where one of them is a list itself. */
type List = ReadonlyMap<string, List | undefined>;

const listOf = (entries: Readonly<Record<string, List | undefined>>): List => new Map(Object.entries(entries));

const contacts = listOf({ contact: undefined, group: undefined });
const users = listOf({ user: undefined });
const rawCategories = listOf({ rawcategory: undefined });

const lists: List = listOf({
  contactgroup: contacts,
  contactgroupchanged: contacts,
  subscribers: listOf({ subscriber: undefined }),
  containers: listOf({ container: listOf({ member: undefined }) }),
  selfpresence: listOf({ cwacategory: undefined }),
  userpresence: listOf({ user: listOf({ cwacategory: undefined, rawcategory: undefined }) }),
  presencesubscriptionstate: users,
  searchresult: users,
  selfrawcategories: rawCategories,
  userrawcategories: listOf({ user: rawCategories }),
});

/** It takes far longer to find out that something cannot be read than to read it: of ten thousand such entries nobody wants more. */
const costOfLost = defaultXmlLimits.maxElements / 10_000;

/**
 * The list with each entry read alone, and in the place of each that cannot be read one that says so (`lost`). Undefined where it is
 * no list, or nothing in it can be read. `texts` as in `CutHints`.
 *
 * The limit of elements holds for the whole list. Our choice: as many of its entries are kept as it allows, the first ones, since half
 * a list of two million is worth more than none. An entry that is too large by itself is lost alone.
 */
export function readableList(source: UnreadableElement, texts: CutHints['texts']): XmlElement | undefined {
  const list = entryNamed(lists, source.name);
  const read = list && readList(source, { list, texts, level: 1, maxElements: defaultXmlLimits.maxElements });
  return read?.isReadable ? read.source : undefined;
}

interface Reading {
  readonly list: List;
  readonly texts: CutHints['texts'];
  /** How many elements stand around what is in the list. */
  readonly level: number;
  readonly maxElements: number;
}

interface ReadList {
  readonly source: XmlElement;
  /** How much of the limit it takes up. */
  readonly elements: number;
  /** Whether anything in it could be read. */
  readonly isReadable: boolean;
}

/** Undefined where not even its start tag can be read. */
function readList({ text, startTag }: UnreadableElement, reading: Reading): ReadList | undefined {
  const { list, texts, level, maxElements } = reading;
  // The cutter goes by the limits as they are when it comes to a child: those before it count.
  const limits = { ...defaultXmlLimits, maxDepth: defaultXmlLimits.maxDepth - level, maxElements };
  const hints: CutHints = {
    texts,
    mayHoldOthers: true,
    beginsChild: (name) => isEntry(list, name),
  };
  const children: XmlElement[] = [];
  let root: XmlElement | undefined;
  let isReadable = false;
  try {
    const envelope = parseEnvelope(text, hints, { limits, scope: startTag.scope });
    ({ root } = envelope);
    for (const child of envelope.children()) {
      const left = { ...reading, maxElements: limits.maxElements };
      const entry = 'error' in child ? readEntry(child, left) : whole(list, child);
      children.push(entry.source);
      isReadable ||= entry.isReadable;
      limits.maxElements -= entry.elements;
      if (limits.maxElements <= 0) throw new ProtocolError('too-large', 'more elements than a list may have');
    }
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    if (!root) return undefined;
    // What stands behind the last entry of which the end is known, or that there is room for.
    children.push(lost(list, '', error).source);
  }
  return { source: { ...root, children }, elements: maxElements - limits.maxElements + 1, isReadable };
}

/** One that is a list itself is there with what can be read of it, where it keeps to the limits itself. */
function readEntry(entry: UnreadableElement, reading: Reading): ReadList {
  const list = entryNamed(reading.list, entry.name);
  const mayBeRead = Object.keys(entry.startTag.attributes).length <= defaultXmlLimits.maxAttributes;
  const read = list && mayBeRead ? readList(entry, { ...reading, list, level: reading.level + 1 }) : undefined;
  return read ?? lost(reading.list, entry.name, entry.error);
}

function isEntry(list: List, name: string): boolean {
  return list.has(localName(name).toLowerCase());
}

function entryNamed(list: List, name: string): List | undefined {
  return list.get(localName(name).toLowerCase());
}

/** Whatever it was called, it is counted among the entries: nobody knows what stood in it. */
function lost(list: List, name: string, { code }: ProtocolError): ReadList {
  const [anEntry = ''] = list.keys();
  const source = element(isEntry(list, name) ? name : anEntry);
  return { source: { ...source, lost: code }, elements: costOfLost, isReadable: false };
}

function whole(list: List, source: XmlElement): ReadList {
  return { source, elements: countOf(source), isReadable: isEntry(list, source.name) };
}

/** Recursion is safe: the limit of depth has been held. */
function countOf(source: XmlElement): number {
  return elements(source).reduce((count, child) => count + countOf(child), 1);
}
