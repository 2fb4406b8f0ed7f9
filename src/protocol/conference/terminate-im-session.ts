// `terminateImSession` (protocol.md 3.7).
import type { Codec } from '../codec';
import { element } from '../xml';

export interface TerminateImSession {
  readonly kind: 'terminateImSession';
}

export const terminateImSessionCodec: Codec<TerminateImSession> = {
  element: 'terminateImSession',
  decode() {
    return { kind: 'terminateImSession' };
  },
  encode() {
    return element('terminateImSession');
  },
};
