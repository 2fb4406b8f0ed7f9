// `requestAccepted` on the data channel (protocol.md 7.22): said by one page, printed by another; our server sends none.
import type { Codec } from '../codec';
import { eventId } from '../event';
import { decodeAccepted, encodeAccepted, type RequestAccepted } from '../replies/request-accepted';
import { element } from '../xml';

export interface RequestAcceptedEvent extends RequestAccepted {
  readonly eid?: number;
}

export const requestAcceptedCodec: Codec<RequestAcceptedEvent> = {
  element: 'requestAccepted',
  decode(source) {
    return { ...decodeAccepted(source), ...eventId(source) };
  },
  encode({ eid, ...reply }) {
    const { name, attributes, children } = encodeAccepted(reply);
    return element(name, { eid, ...attributes }, children);
  },
};
