// `voIPReplyWithIM` (protocol.md 3.17).
import type { Codec } from '../codec';
import { element } from '../xml';

export interface VoIPReplyWithIM {
  readonly kind: 'voIPReplyWithIM';
}

export const voIPReplyWithIMCodec: Codec<VoIPReplyWithIM> = {
  element: 'voIPReplyWithIM',
  decode() {
    return { kind: 'voIPReplyWithIM' };
  },
  encode() {
    return element('voIPReplyWithIM');
  },
};
