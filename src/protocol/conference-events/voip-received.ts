// `voIPReceived`: an incoming call (protocol.md 4.9).
import type { ValueOf } from '../codec';
import { boolean, text, type Form } from '../form';
import { child, record } from '../record';
import { heardAddress } from '../uris';

/** Written with a capital, as the pages have it. */
const capitalBoolean: Form<boolean> = { ...boolean, write: (value) => (value ? 'True' : 'False') };

export type VoIPReceived = ValueOf<typeof voIPReceivedCodec>;

export const voIPReceivedCodec = record('voIPReceived', {
  /** A SIP URI, or `tel:` of a caller on a phone. */
  uri: child(heardAddress),
  displayName: child(text).optional,
  /** From header of the SIP INVITE. */
  from: child(text).optional,
  redirectable: child(boolean).or(false),
  canReplyWithIM: child(boolean).or(false),
  priority: child(text).optional,
  isConference: child(capitalBoolean).or(false),
  subject: child(text).optional,
});
