// `participantRemoved` (protocol.md 4.8, 7.12).
import type { Codec } from '../codec';
import { decodeHeardUri } from '../uris';
import { element } from '../xml';
import { rawText } from '../xml-reader';
import type { SipUri } from '../sip-uri';

export interface ParticipantRemoved {
  readonly kind: 'participantRemoved';
  readonly uri: SipUri;
}

export const participantRemovedCodec: Codec<ParticipantRemoved> = {
  element: 'participantRemoved',
  decode(source) {
    return { kind: 'participantRemoved', uri: decodeHeardUri(rawText(source)) };
  },
  encode(value) {
    return element('participantRemoved', {}, value.uri);
  },
};
