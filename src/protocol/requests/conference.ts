// `conference`: the wrapper of all IM and call requests (protocol.md 3.4).
import { conferenceAction } from '../conference-actions';
import type { ValueOf } from '../codec';
import { text, type Form } from '../form';
import { attribute, record } from '../record';
import { optionalInteger } from '../xml-reader';

/** Negative: digits beyond all numbers are somebody's number all the same, not the wish to be given one. */
const conferenceId: Form<number> = {
  read: (written) => optionalInteger(written.trim()) ?? (/^[+-]?\d+$/u.test(written.trim()) ? -1 : undefined),
};

export type ConferenceRequest = ValueOf<typeof conferenceCodec>;

export const conferenceCodec = record('conference', {
  /** 0 when a conversation starts (7.5). A server may see none: read as 0. */
  confId: attribute(conferenceId).or(0),
  rid: attribute(text),
  action: conferenceAction,
});
