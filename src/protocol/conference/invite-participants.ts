// `inviteParticipants` (protocol.md 3.11).
import type { Codec } from '../codec';
import { decodeUris, encodeUris } from '../uris';
import { element } from '../xml';
import type { SipUri } from '../sip-uri';

export interface InviteParticipants {
  readonly kind: 'inviteParticipants';
  readonly uris: readonly SipUri[];
}

export const inviteParticipantsCodec: Codec<InviteParticipants> = {
  element: 'inviteParticipants',
  decode(source) {
    return { kind: 'inviteParticipants', uris: decodeUris(source) };
  },
  encode(value) {
    return element('inviteParticipants', {}, encodeUris(value.uris));
  },
};
