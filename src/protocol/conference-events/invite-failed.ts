// `inviteFailed`; the reason follows in a `requestFailed` (protocol.md 4.8).
import { attribute, record } from '../record';
import { heardSipUri } from '../uris';

export const inviteFailedCodec = record('inviteFailed', { uri: attribute(heardSipUri) });
