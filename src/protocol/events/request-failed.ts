// `requestFailed` on the data channel (protocol.md 4.6).
import type { Codec } from '../codec';
import { decodeErrorOf, encodeError, type CwaError } from '../cwa-error';
import { element } from '../xml';
import { attribute } from '../xml-reader';
import { eventId } from './event-id';

export interface RequestFailedEvent {
  readonly kind: 'requestFailed';
  readonly eid?: number;
  readonly rid: string;
  readonly error: CwaError;
}

export const requestFailedCodec: Codec<RequestFailedEvent> = {
  element: 'requestFailed',
  decode(source) {
    return {
      kind: 'requestFailed',
      ...eventId(source),
      rid: attribute(source, 'rid') ?? '',
      error: decodeErrorOf(source),
    };
  },
  encode(value) {
    return element('requestFailed', { eid: value.eid, rid: value.rid }, encodeError(value.error));
  },
};
