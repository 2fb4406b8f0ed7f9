// `inviteParticipants` (protocol.md 3.11).
import { record } from '../record';
import { uriList } from '../uris';

export const inviteParticipantsCodec = record('inviteParticipants', { uris: uriList });
