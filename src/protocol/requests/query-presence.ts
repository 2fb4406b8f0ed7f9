// `queryPresence` (protocol.md 3.28).
import type { Codec } from '../codec';
import { decodeUris, encodeUris } from '../uris';
import { element } from '../xml';
import { attribute, required } from '../xml-reader';
import type { SipUri } from '../sip-uri';

export interface QueryPresenceRequest {
  readonly kind: 'queryPresence';
  readonly rid: string;
  readonly uris: readonly SipUri[];
}

export const queryPresenceCodec: Codec<QueryPresenceRequest> = {
  element: 'queryPresence',
  decode(source) {
    return { kind: 'queryPresence', rid: required(attribute(source, 'rid'), 'rid'), uris: decodeUris(source) };
  },
  encode(value) {
    return element('queryPresence', { rid: value.rid }, encodeUris(value.uris));
  },
};
