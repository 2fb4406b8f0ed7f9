// `unSubscribePresence` (protocol.md 3.30).
import type { Codec } from '../codec';
import { decodeUris, encodeUris } from '../uris';
import { element } from '../xml';
import { attribute, required } from '../xml-reader';
import type { SipUri } from '../sip-uri';

export interface UnSubscribePresenceRequest {
  readonly kind: 'unSubscribePresence';
  readonly rid: string;
  readonly uris: readonly SipUri[];
}

export const unSubscribePresenceCodec: Codec<UnSubscribePresenceRequest> = {
  element: 'unSubscribePresence',
  decode(source) {
    return { kind: 'unSubscribePresence', rid: required(attribute(source, 'rid'), 'rid'), uris: decodeUris(source) };
  },
  encode(value) {
    return element('unSubscribePresence', { rid: value.rid }, encodeUris(value.uris));
  },
};
