// `conference`: the wrapper of all IM and call requests (protocol.md 3.4).
import type { Codec } from '../codec';
import { conferenceActionCodec, type ConferenceAction } from '../conference-actions';
import { element } from '../xml';
import { attribute, optionalInteger, required } from '../xml-reader';

export interface ConferenceRequest {
  readonly kind: 'conference';
  readonly rid: string;
  /** 0 when a conversation starts (7.5). A server may see none: read as 0. Negative: a number that nothing can have. */
  readonly confId: number;
  readonly action: ConferenceAction;
}

/** Digits beyond all numbers are somebody's number all the same, not the wish to be given one. */
function decodeConfId(text: string | undefined): number {
  return optionalInteger(text) ?? (/^[+-]?\d+$/u.test(text ?? '') ? -1 : 0);
}

export const conferenceCodec: Codec<ConferenceRequest> = {
  element: 'conference',
  decode(source) {
    return {
      kind: 'conference',
      rid: required(attribute(source, 'rid'), 'rid'),
      confId: decodeConfId(attribute(source, 'confId')),
      action: conferenceActionCodec.decode(source),
    };
  },
  encode(value) {
    return element('conference', { confId: value.confId, rid: value.rid }, conferenceActionCodec.encode(value.action));
  },
};
