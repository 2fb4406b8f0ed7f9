// What says no more than a URI (protocol.md 4.8): `confUri` is the focus of the conference, kept for re-joining (6.8);
// `participantRemoved` has 7.12.
import { content, record } from '../record';
import { heardSipUri } from '../uris';

const uri = content(heardSipUri);

export const confUriCodec = record('confUri', { uri });
export const participantRemovedCodec = record('participantRemoved', { uri });
