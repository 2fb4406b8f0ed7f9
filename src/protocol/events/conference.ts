// `conference` on the data channel (protocol.md 4.8).
import type { Codec } from '../codec';
import { decodeConferenceUpdate, encodeConferenceUpdate, type ConferenceUpdate } from '../conference-updates';
import { element } from '../xml';
import { attribute, elements, optionalInteger } from '../xml-reader';
import { eventId } from './event-id';

export interface ConferenceEvent {
  readonly kind: 'conference';
  readonly eid?: number;
  /** 0: none was told. */
  readonly confId: number;
  /** One, in all samples; several are taken in order. */
  readonly updates: readonly ConferenceUpdate[];
}

export const conferenceCodec: Codec<ConferenceEvent> = {
  element: 'conference',
  decode(source) {
    return {
      kind: 'conference',
      ...eventId(source),
      confId: optionalInteger(attribute(source, 'confId')) ?? 0,
      updates: elements(source).map(decodeConferenceUpdate),
    };
  },
  encode(value) {
    return element('conference', { eid: value.eid, confId: value.confId }, value.updates.map(encodeConferenceUpdate));
  },
};
