// `requestSucceeded` as the answer to a command. The pages have it there for a sign-in alone (protocol.md 1.8, 2.2, 4.5); where it
// comes, it says as much as the event of that name.
import { element, type XmlElement } from '../xml';
import { attributeText, given, optionalInteger } from '../xml-reader';
import { decodeBrought, encodeBrought, type Brought } from './request-accepted';

export interface RequestSucceeded extends Brought {
  readonly kind: 'requestSucceeded';
  /** An event's number, so that it counts once. */
  readonly eid?: number;
}

export function decodeSucceeded(source: XmlElement): RequestSucceeded {
  return {
    kind: 'requestSucceeded',
    ...given({ eid: optionalInteger(attributeText(source, 'eid')) }),
    ...decodeBrought(source),
  };
}

export function encodeSucceeded({ eid, ...brought }: RequestSucceeded): XmlElement {
  return element('requestSucceeded', { eid, rid: brought.rid }, encodeBrought(brought));
}
