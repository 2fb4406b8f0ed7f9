// `terminateSession` (protocol.md 3.3).
import type { Codec } from '../codec';
import { element } from '../xml';
import { attribute, required } from '../xml-reader';

export interface TerminateSessionRequest {
  readonly kind: 'terminateSession';
  readonly rid: string;
}

export const terminateSessionCodec: Codec<TerminateSessionRequest> = {
  element: 'terminateSession',
  decode(source) {
    return { kind: 'terminateSession', rid: required(attribute(source, 'rid'), 'rid') };
  },
  encode(value) {
    return element('terminateSession', { rid: value.rid });
  },
};
