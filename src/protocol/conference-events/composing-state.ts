// `composingState` (protocol.md 4.8). How it names the writer is unknown (section 8): an attribute `uri` is read and written.
import type { Codec } from '../codec';
import { speakerAddress } from '../uris';
import { element } from '../xml';
import { attribute, given, oneOf, required, trimmedText } from '../xml-reader';
import type { SipUri } from '../sip-uri';

export interface ComposingState {
  readonly kind: 'composingState';
  readonly state: 'composing' | 'idle';
  readonly uri?: SipUri;
}

export const composingStateCodec: Codec<ComposingState> = {
  element: 'composingState',
  decode(source) {
    return {
      kind: 'composingState',
      state: required(oneOf(trimmedText(source), ['composing', 'idle']), 'composing or idle'),
      ...given({ uri: speakerAddress(attribute(source, 'uri') ?? attribute(source, 'sender')) }),
    };
  },
  encode(value) {
    return element('composingState', { uri: value.uri }, value.state);
  },
};
