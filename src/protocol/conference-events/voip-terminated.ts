// `voIPTerminated` (protocol.md 4.10, 5.8).
import type { Codec } from '../codec';
import { element, textElement } from '../xml';
import { childText, oneOf } from '../xml-reader';

export const voIPTerminatedReasons = ['Remote', 'Timeout', 'SessionDown'] as const;

export interface VoIPTerminated {
  readonly kind: 'voIPTerminated';
  readonly reason: (typeof voIPTerminatedReasons)[number];
}

export const voIPTerminatedCodec: Codec<VoIPTerminated> = {
  element: 'voIPTerminated',
  decode(source) {
    // The call is over whatever the reason: one that no page lists counts as the caller's.
    return { kind: 'voIPTerminated', reason: oneOf(childText(source, 'reason'), voIPTerminatedReasons) ?? 'Remote' };
  },
  encode(value) {
    return element('voIPTerminated', {}, textElement('reason', value.reason));
  },
};
