// The number of an event (protocol.md 1.7, 2.3).
import type { XmlElement } from '../xml';
import { attributeText, given, optionalInteger } from '../xml-reader';

/** 7.4: some pages print events without one. Such an event counts all the same, but cannot be told from itself when it comes again. */
export function eventId(source: XmlElement): { readonly eid?: number } {
  return given({ eid: optionalInteger(attributeText(source, 'eid')) });
}
