// `uris`: a list of `uri` (protocol.md 3.5, 3.28).
import { ProtocolError } from './protocol-error';
import { parseSipUri, type SipUri } from './sip-uri';
import { element, textElement, type XmlElement } from './xml';
import { childNamed, childrenNamed, rawText, required } from './xml-reader';

export function decodeUri(text: string | undefined, what = 'uri'): SipUri {
  const uri = text === undefined ? undefined : parseSipUri(text);
  if (uri === undefined) throw new ProtocolError('missing-value', `${what}: not a SIP URI`);
  return uri;
}

export function decodeUris(parent: XmlElement): SipUri[] {
  const uris = childrenNamed(required(childNamed(parent, 'uris'), 'uris'), 'uri').map((child) =>
    decodeUri(rawText(child)),
  );
  if (uris.length === 0) throw new ProtocolError('missing-value', 'uri');
  return uris;
}

export function encodeUris(uris: readonly SipUri[]): XmlElement {
  return element(
    'uris',
    {},
    uris.map((uri) => textElement('uri', uri)).filter((child) => child !== undefined),
  );
}
