// `locked` (protocol.md 4.8).
import type { Codec } from '../codec';
import { element } from '../xml';
import { optionalBoolean, rawText, required } from '../xml-reader';

export interface Locked {
  readonly kind: 'locked';
  readonly locked: boolean;
}

export const lockedCodec: Codec<Locked> = {
  element: 'locked',
  decode(source) {
    return { kind: 'locked', locked: required(optionalBoolean(rawText(source).trim()), 'locked') };
  },
  encode(value) {
    return element('locked', {}, String(value.locked));
  },
};
