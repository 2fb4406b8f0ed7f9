// `requestSucceeded` on the data channel (protocol.md 4.5).
import type { Codec } from '../codec';
import { element } from '../xml';
import { attribute } from '../xml-reader';
import { eventId } from './event-id';

export interface RequestSucceededEvent {
  readonly kind: 'requestSucceeded';
  readonly eid?: number;
  readonly rid: string;
}

export const requestSucceededCodec: Codec<RequestSucceededEvent> = {
  element: 'requestSucceeded',
  decode(source) {
    return {
      kind: 'requestSucceeded',
      ...eventId(source),
      rid: attribute(source, 'rid') ?? '',
    };
  },
  encode(value) {
    return element('requestSucceeded', { eid: value.eid, rid: value.rid });
  },
};
