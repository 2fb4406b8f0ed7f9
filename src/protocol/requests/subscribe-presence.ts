// `subscribePresence` (protocol.md 3.29).
import type { Codec } from '../codec';
import { decodeUris, encodeUris } from '../uris';
import { element } from '../xml';
import { attribute, required } from '../xml-reader';
import type { SipUri } from '../sip-uri';

export interface SubscribePresenceRequest {
  readonly kind: 'subscribePresence';
  readonly rid: string;
  readonly uris: readonly SipUri[];
}

export const subscribePresenceCodec: Codec<SubscribePresenceRequest> = {
  element: 'subscribePresence',
  decode(source) {
    return { kind: 'subscribePresence', rid: required(attribute(source, 'rid'), 'rid'), uris: decodeUris(source) };
  },
  encode(value) {
    return element('subscribePresence', { rid: value.rid }, encodeUris(value.uris));
  },
};
