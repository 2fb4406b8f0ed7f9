// `locked` (protocol.md 4.8).
import type { Codec } from '../codec';
import { element } from '../xml';
import { optionalBoolean, required, trimmedText } from '../xml-reader';

export interface Locked {
  readonly kind: 'locked';
  readonly locked: boolean;
}

export const lockedCodec: Codec<Locked> = {
  element: 'locked',
  decode(source) {
    return { kind: 'locked', locked: required(optionalBoolean(trimmedText(source)), 'locked') };
  },
  encode(value) {
    return element('locked', {}, String(value.locked));
  },
};
