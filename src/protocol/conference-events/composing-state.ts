// `composingState` (protocol.md 4.8). How it names the writer is unknown (section 8): an attribute `uri` is read and written.
import { oneOf } from '../form';
import { attribute, content, record } from '../record';
import { speaker } from '../uris';

export const composingStateCodec = record('composingState', {
  uri: attribute(speaker, 'uri', 'sender').optional,
  state: content(oneOf(['composing', 'idle'])),
});
