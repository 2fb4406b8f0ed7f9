// `voIPTerminate` (protocol.md 3.16, 5.8).
import type { Codec } from '../codec';
import { element, textElement } from '../xml';
import { childText, oneOf, required } from '../xml-reader';

export const voIPTerminateActions = ['busyhere', 'declineeverywhere', 'temporarilyunavailable', 'voicemail'] as const;

export interface VoIPTerminate {
  readonly kind: 'voIPTerminate';
  readonly action: (typeof voIPTerminateActions)[number];
}

export const voIPTerminateCodec: Codec<VoIPTerminate> = {
  element: 'voIPTerminate',
  decode(source) {
    return {
      kind: 'voIPTerminate',
      action: required(oneOf(childText(source, 'action'), voIPTerminateActions), 'action'),
    };
  },
  encode(value) {
    return element('voIPTerminate', {}, textElement('action', value.action));
  },
};
