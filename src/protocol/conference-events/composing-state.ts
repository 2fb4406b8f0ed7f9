// `composingState` (protocol.md 4.8). How it names the writer is unknown (section 8): an attribute `uri` is read and written.
import type { Codec } from '../codec';
import { parseSipUri } from '../sip-uri';
import { element } from '../xml';
import { attribute, oneOf, rawText, required } from '../xml-reader';
import type { SipUri } from '../sip-uri';

export interface ComposingState {
  readonly kind: 'composingState';
  readonly state: 'composing' | 'idle';
  readonly uri?: SipUri;
}

export const composingStateCodec: Codec<ComposingState> = {
  element: 'composingState',
  decode(source) {
    const uri = parseSipUri(attribute(source, 'uri') ?? attribute(source, 'sender') ?? '');
    return {
      kind: 'composingState',
      state: required(oneOf(rawText(source).trim(), ['composing', 'idle']), 'composingState'),
      ...(uri !== undefined && { uri }),
    };
  },
  encode(value) {
    return element('composingState', { uri: value.uri }, value.state);
  },
};
