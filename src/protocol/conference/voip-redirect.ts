// `voIPRedirect` (protocol.md 3.15).
import type { Codec } from '../codec';
import { element, textElement } from '../xml';
import { childText, required } from '../xml-reader';
import type { SipUri } from '../sip-uri';

export interface VoIPRedirect {
  readonly kind: 'voIPRedirect';
  readonly uri: SipUri;
}

export const voIPRedirectCodec: Codec<VoIPRedirect> = {
  element: 'voIPRedirect',
  decode(source) {
    return { kind: 'voIPRedirect', uri: required(childText(source, 'uri'), 'uri') };
  },
  encode(value) {
    return element('voIPRedirect', {}, textElement('uri', value.uri));
  },
};
