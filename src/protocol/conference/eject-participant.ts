// `ejectParticipant` (protocol.md 3.12).
import type { Codec } from '../codec';
import { decodeUri } from '../uris';
import { element } from '../xml';
import { rawText } from '../xml-reader';
import type { SipUri } from '../sip-uri';

export interface EjectParticipant {
  readonly kind: 'ejectParticipant';
  readonly uri: SipUri;
}

export const ejectParticipantCodec: Codec<EjectParticipant> = {
  element: 'ejectParticipant',
  decode(source) {
    return { kind: 'ejectParticipant', uri: decodeUri(rawText(source)) };
  },
  encode(value) {
    return element('ejectParticipant', {}, value.uri);
  },
};
