// `participant`: added or changed (protocol.md 4.8).
import type { ValueOf } from '../codec';
import { boolean, oneOf, text } from '../form';
import { attribute, record } from '../record';
import { heardSipUri } from '../uris';
import { roles } from './role';

export type Participant = ValueOf<typeof participantCodec>;

export const participantCodec = record('participant', {
  uri: attribute(heardSipUri),
  name: attribute(text).optional,
  role: attribute(oneOf(roles)).optional,
  archiving: attribute(boolean).optional,
});
