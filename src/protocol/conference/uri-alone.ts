// What says no more than whom it is about: `ejectParticipant` (protocol.md 3.12), `promoteParticipant` (3.13).
import { content, record } from '../record';
import { requestUri } from '../uris';

const uri = content(requestUri);

export const ejectParticipantCodec = record('ejectParticipant', { uri });
export const promoteParticipantCodec = record('promoteParticipant', { uri });
