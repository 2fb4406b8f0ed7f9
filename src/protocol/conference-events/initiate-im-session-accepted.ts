// `initiateImSessionAccepted` as an event (protocol.md 4.4, 7.4).
import type { Codec } from '../codec';
import { element } from '../xml';
import { attribute, optionalInteger } from '../xml-reader';

export interface InitiateImSessionAccepted {
  readonly kind: 'initiateImSessionAccepted';
  readonly rid: string;
  /** 0: none was told here. */
  readonly confId: number;
}

export const initiateImSessionAcceptedCodec: Codec<InitiateImSessionAccepted> = {
  element: 'initiateImSessionAccepted',
  decode(source) {
    return {
      kind: 'initiateImSessionAccepted',
      rid: attribute(source, 'rid') ?? '',
      confId: optionalInteger(attribute(source, 'confId')) ?? 0,
    };
  },
  encode(value) {
    return element('initiateImSessionAccepted', { rid: value.rid, confId: value.confId });
  },
};
