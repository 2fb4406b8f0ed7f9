// `conference` on the data channel (protocol.md 4.8).
import { uncheckedNames } from '../allowed-names';
import type { ValueOf } from '../codec';
import { decodeConferenceUpdate, encodeConferenceUpdate, type ConferenceUpdate } from '../conference-updates';
import { event } from '../event';
import { integer } from '../form';
import { attribute, handMade } from '../record';
import { elements } from '../xml-reader';

export type ConferenceEvent = ValueOf<typeof conferenceCodec>;

export const conferenceCodec = event('conference', {
  /** 0: none was told. */
  confId: attribute(integer).or(0),
  /** One, in all samples; several are taken in order. */
  updates: handMade<readonly ConferenceUpdate[]>(
    (source) => elements(source).map(decodeConferenceUpdate),
    (updates) => updates.map(encodeConferenceUpdate),
    uncheckedNames,
  ),
});
