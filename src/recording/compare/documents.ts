// What is looked for in recorded documents, whatever else stands in them.
import { decodeEvents } from '../../protocol/events';
import { ProtocolError } from '../../protocol/protocol-error';
import type { XmlElement } from '../../protocol/xml';
import { elements, hasName, rawText } from '../../protocol/xml-reader';
import { documentOf } from '../request-kinds';

/** What stands in the root; nothing where that cannot be read. */
export function partsIn(body: string): readonly XmlElement[] {
  const document = documentOf(body);
  return document ? elements(document) : [];
}

/** What the data channel says; undefined: no client takes it for that, as where its number is none. */
export function dataDocument(body: string): XmlElement | undefined {
  const document = documentOf(body);
  if (!document) return undefined;
  try {
    decodeEvents(body);
    return document;
  } catch (error) {
    if (error instanceof ProtocolError) return undefined;
    throw error;
  }
}

/** All elements in it, however deep. */
export function below(element: XmlElement): readonly XmlElement[] {
  return elements(element).flatMap((each) => [each, ...below(each)]);
}

/** Of the first of this name, however deep. */
export function textBelow(element: XmlElement, name: string): string {
  const found = below(element).find((each) => hasName(each, name));
  return found ? rawText(found) : '';
}

/** Addresses are told apart without letter case. */
export function foldedUri(uri = ''): string {
  const folded = uri.trim().toLowerCase();
  // In some places they stand without their scheme.
  return folded === '' || folded.startsWith('sip:') ? folded : `sip:${folded}`;
}
