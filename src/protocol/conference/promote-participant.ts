// `promoteParticipant` (protocol.md 3.13).
import type { Codec } from '../codec';
import { decodeUri } from '../uris';
import { element } from '../xml';
import { rawText } from '../xml-reader';
import type { SipUri } from '../sip-uri';

export interface PromoteParticipant {
  readonly kind: 'promoteParticipant';
  readonly uri: SipUri;
}

export const promoteParticipantCodec: Codec<PromoteParticipant> = {
  element: 'promoteParticipant',
  decode(source) {
    return { kind: 'promoteParticipant', uri: decodeUri(rawText(source)) };
  },
  encode(value) {
    return element('promoteParticipant', {}, value.uri);
  },
};
