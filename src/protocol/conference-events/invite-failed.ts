// `inviteFailed`; the reason follows in a `requestFailed` (protocol.md 4.8).
import type { Codec } from '../codec';
import { decodeHeardUri } from '../uris';
import { element } from '../xml';
import { attribute } from '../xml-reader';
import type { SipUri } from '../sip-uri';

export interface InviteFailed {
  readonly kind: 'inviteFailed';
  readonly uri: SipUri;
}

export const inviteFailedCodec: Codec<InviteFailed> = {
  element: 'inviteFailed',
  decode(source) {
    return { kind: 'inviteFailed', uri: decodeHeardUri(attribute(source, 'uri')) };
  },
  encode(value) {
    return element('inviteFailed', { uri: value.uri });
  },
};
