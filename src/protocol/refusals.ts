// Refusals wherever they stand. How a server says that it no longer knows a session is not documented (section 8): the element, the
// envelope around it, the channel and the number of the request are all read as they come.
import { decodeErrorOf, type CwaError } from './cwa-error';
import { ProtocolError } from './protocol-error';
import { parseXml, type XmlElement } from './xml';
import { attribute, elements, given, hasName, optionalInteger } from './xml-reader';

export interface Refusal {
  /** The request that is refused; absent where the document names none. */
  readonly rid?: string;
  readonly error: CwaError;
}

export interface Refusals {
  readonly sid?: number;
  readonly refusals: readonly Refusal[];
}

const envelopes = ['cwaResponses', 'cwaEvents'] as const;
/** 1.8, 4.7, 7.18. */
const refusalNames = ['requestFailed', 'requestInvalid', 'requestRejected', 'error'] as const;

export function isRefusalName(name: string): boolean {
  const local = name.slice(name.indexOf(':') + 1).toLowerCase();
  return refusalNames.some((refusal) => refusal.toLowerCase() === local);
}

/** In an envelope of either channel, in one inside the other, or as the document itself. What cannot be read refuses nothing. */
export function decodeRefusals(text: string): Refusals {
  let root: XmlElement;
  try {
    root = parseXml(text);
  } catch (error) {
    if (error instanceof ProtocolError) return { refusals: [] };
    throw error;
  }
  return { ...given({ sid: optionalInteger(attribute(root, 'sid')) }), refusals: refusalsIn(root) };
}

function refusalsIn(source: XmlElement): Refusal[] {
  if (envelopes.some((name) => hasName(source, name))) return elements(source).flatMap(refusalsIn);
  if (!isRefusalName(source.name)) return [];
  const error = decodeErrorOf(source);
  // Other services have errors too; ours have numbers.
  return error.code === 0 ? [] : [{ ...given({ rid: attribute(source, 'rid') || undefined }), error }];
}
