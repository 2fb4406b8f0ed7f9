// `enableAppearOffline` met inside `conference`: used as configuration (protocol.md 7.13).
import type { Codec } from '../codec';
import { element } from '../xml';
import { optionalBoolean, required, trimmedText } from '../xml-reader';

export interface EnableAppearOffline {
  readonly kind: 'enableAppearOffline';
  readonly enabled: boolean;
}

export const enableAppearOfflineCodec: Codec<EnableAppearOffline> = {
  element: 'enableAppearOffline',
  decode(source) {
    return {
      kind: 'enableAppearOffline',
      enabled: required(optionalBoolean(trimmedText(source)), 'enableAppearOffline'),
    };
  },
  encode(value) {
    return element('enableAppearOffline', {}, String(value.enabled));
  },
};
