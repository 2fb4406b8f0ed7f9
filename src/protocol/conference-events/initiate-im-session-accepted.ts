// `initiateImSessionAccepted` as an event (protocol.md 4.4, 7.4).
import { integer, text } from '../form';
import { attribute, record } from '../record';

export const initiateImSessionAcceptedCodec = record('initiateImSessionAccepted', {
  rid: attribute(text).or(''),
  /** 0: none was told here. */
  confId: attribute(integer).or(0),
});
