// Refusals wherever they stand. How a server says that it no longer knows a session is not documented (section 8): the element, the
// envelope around it, the channel and the number of the request are all read as they come, and whatever odd thing is in them or beside
// them costs only itself.
import { decodeErrorOf, type CwaError } from './cwa-error';
import { ProtocolError } from './protocol-error';
import { parseEnvelope, type UnreadableElement, type XmlElement, type XmlEnvelope } from './xml';
import type { CutHints } from './xml-cut';
import { attributeText, elements, given, localName, optionalInteger } from './xml-reader';

export interface Refusal {
  /** The request that is refused; absent where the document names none. */
  readonly rid?: string;
  readonly error: CwaError;
}

export interface Refusals {
  readonly sid?: number;
  readonly refusals: readonly Refusal[];
}

const envelopes: ReadonlySet<string> = new Set(['cwaresponses', 'cwaevents']);
/** 1.8, 4.7, 7.18. */
const refusalNames: ReadonlySet<string> = new Set(['requestfailed', 'requestinvalid', 'requestrejected', 'error']);
/** Local names, in lower case, of what holds words in a refusal (4.6). */
export const refusalTexts: ReadonlySet<string> = new Set([
  'exception',
  'exceptiondetail',
  'stacktrace',
  'ms-diagnostics',
]);

export function isRefusalName(name: string): boolean {
  return refusalNames.has(localName(name).toLowerCase());
}

const isEnvelopeName = (name: string): boolean => envelopes.has(localName(name).toLowerCase());

/** For the hints of documents (`CutHints`): whether a refusal begins here, and not what the broken one has to say. */
export function beginsRefusal(name: string, broken: string): boolean {
  return isRefusalName(name) && !(localName(name).toLowerCase() === 'error' && isRefusalName(broken));
}

const hints: CutHints = {
  texts: refusalTexts,
  beginsChild: (name, _attributes, broken) => beginsRefusal(name, broken),
};

/** An envelope in an envelope, a refusal in it, and what that says. */
const levels = 3;

/** In an envelope of either channel, in one inside the other, or as the document itself. */
export function decodeRefusals(text: string): Refusals {
  const root = asFarAsReadable(text, levels);
  if (!root) return { refusals: [] };
  return { ...given({ sid: optionalInteger(attributeText(root, 'sid')) }), refusals: refusalsIn(root) };
}

/** Of one element, or of what is in it if that is an envelope. */
export function refusalsIn(source: XmlElement): Refusal[] {
  if (isEnvelopeName(source.name)) return elements(source).flatMap(refusalsIn);
  if (!isRefusalName(source.name)) return [];
  const error = decodeErrorOf(source);
  // Other services have errors too; ours have numbers.
  return error.code === 0 ? [] : [{ ...given({ rid: attributeText(source, 'rid') || undefined }), error }];
}

/** What there is of a child that cannot be read as a whole, if that refuses something. */
export function refusalOfUnreadable({ name, text }: UnreadableElement): XmlElement | undefined {
  if (!isEnvelopeName(name) && !isRefusalName(name)) return undefined;
  const source = asFarAsReadable(text, levels - 1);
  return source && refusalsIn(source).length > 0 ? source : undefined;
}

/** Cut off where it broke; what is unreadable in it is no more than its start tag. */
function asFarAsReadable(text: string, depth: number): XmlElement | undefined {
  let envelope: XmlEnvelope;
  const children: XmlElement[] = [];
  try {
    envelope = parseEnvelope(text, hints);
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
  const { root } = envelope;
  if (!isEnvelopeName(root.name) && !isRefusalName(root.name)) return root;
  try {
    for (const child of envelope.children()) {
      if (!('error' in child)) children.push(child);
      else children.push((depth > 1 && asFarAsReadable(child.text, depth - 1)) || child.startTag);
    }
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
  }
  return { ...root, children };
}
