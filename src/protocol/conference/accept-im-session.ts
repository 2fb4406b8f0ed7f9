// `acceptImSession` (protocol.md 3.6).
import type { Codec } from '../codec';
import { element } from '../xml';

export interface AcceptImSession {
  readonly kind: 'acceptImSession';
}

export const acceptImSessionCodec: Codec<AcceptImSession> = {
  element: 'acceptImSession',
  decode() {
    return { kind: 'acceptImSession' };
  },
  encode() {
    return element('acceptImSession');
  },
};
