// `conference` on the data channel (protocol.md 4.8).
import type { Codec } from '../codec';
import { decodeConferenceUpdate, encodeConferenceUpdate, type ConferenceUpdate } from '../conference-updates';
import { element } from '../xml';
import { attribute, elements, integer } from '../xml-reader';

export interface ConferenceEvent {
  readonly kind: 'conference';
  readonly eid: number;
  readonly confId: number;
  /** One, in all samples; several are taken in order. */
  readonly updates: readonly ConferenceUpdate[];
}

export const conferenceCodec: Codec<ConferenceEvent> = {
  element: 'conference',
  decode(source) {
    return {
      kind: 'conference',
      eid: integer(attribute(source, 'eid'), 'eid'),
      confId: integer(attribute(source, 'confId'), 'confId'),
      updates: elements(source).map(decodeConferenceUpdate),
    };
  },
  encode(value) {
    return element('conference', { eid: value.eid, confId: value.confId }, value.updates.map(encodeConferenceUpdate));
  },
};
