// `uris`: a list of `uri` (protocol.md 3.5, 3.28).
import { allowedNames } from './allowed-names';
import { readRequired, type Form } from './form';
import { ProtocolError } from './protocol-error';
import { some, textRecord } from './record';
import { parseSipUri, type SipUri } from './sip-uri';
import { element, textElement, type XmlElement } from './xml';
import { childNamed, childrenNamed, rawText, required } from './xml-reader';

const sipUriRead = (read: Form<SipUri>['read']): Form<SipUri> => ({ what: 'uri: not a SIP URI', read });

/** As a request has to have it: with its `sip:` (3.28, 3.30). */
export const requestUri = sipUriRead(parseSipUri);

/** As replies and events have it: some samples leave `sip:` out (4.5, 4.12). */
export const heardSipUri = sipUriRead(heardUri);

/** As a request has to have it, for who reads by hand. */
export function decodeUri(text: string | undefined): SipUri {
  return readRequired(requestUri, text, 'uri');
}

export function heardUri(text: string): SipUri | undefined {
  return parseSipUri(text) ?? (/^\s*[a-z][a-z\d+.-]*:/iu.test(text) ? undefined : parseSipUri(`sip:${text.trim()}`));
}

const longestAddress = 1024;

/**
 * Who speaks, invites or writes: what is said must not be lost by how it says who says it (our choice). The address alone where a name
 * stands in front of it, as in headers of SIP (`Lee <sip:lee@example.com>`); a phone (`tel:`) and whatever else is an address as it is. A name alone tells nobody.
 */
export function speakerAddress(text: string | undefined): string | undefined {
  const address = withoutName(text ?? '').trim();
  if (address === '' || address.length > longestAddress) return undefined;
  return heardUri(address) ?? (/^[a-z][\w+.-]*:|@/iu.test(address) ? address : undefined);
}

/** As a field of a record. */
export const speaker: Form<string> = { read: speakerAddress };

/** A name may have angles of its own: the last ones count. */
function withoutName(text: string): string {
  const open = text.lastIndexOf('<');
  const close = text.indexOf('>', open);
  return open < 0 || close < 0 ? text : text.slice(open + 1, close);
}

/**
 * Where a list or a call says that somebody is: mostly a SIP URI, but a phone (`tel:`) or anything else that stands there is told
 * as it is. Who needs a SIP URI asks `parseSipUri`.
 */
export const heardAddress: Form<string> = {
  read: (written) => {
    const address = written.trim();
    return address === '' || address.length > longestAddress ? undefined : (heardUri(address) ?? address);
  },
};

const uri = textRecord('uri', requestUri);
/** What may stand in `uris`. */
export const uriListNames = allowedNames([], { uri: uri.names });

/** At least one. */
export const uriList = some(uri).in('uris');

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
    uris.map((uri) => textElement('uri', uri)),
  );
}
