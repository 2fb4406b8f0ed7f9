// `lock`: `true` locks (protocol.md 3.14, 7.11).
import type { Codec } from '../codec';
import { element } from '../xml';
import { optionalBoolean, required, trimmedText } from '../xml-reader';

export interface Lock {
  readonly kind: 'lock';
  readonly locked: boolean;
}

export const lockCodec: Codec<Lock> = {
  element: 'lock',
  decode(source) {
    return { kind: 'lock', locked: required(optionalBoolean(trimmedText(source)), 'true or false') };
  },
  encode(value) {
    return element('lock', {}, String(value.locked));
  },
};
