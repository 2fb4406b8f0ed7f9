// `selfRawCategories` (protocol.md 4.18).
import type { Codec } from '../codec';
import { decodeRawCategory, encodeRawCategory, type RawCategory } from '../presence/raw-category';
import { element } from '../xml';
import { childrenNamed, decodeEach, type Skipped } from '../xml-reader';
import { eventId } from './event-id';

export interface SelfRawCategoriesEvent extends Skipped {
  readonly kind: 'selfRawCategories';
  readonly eid?: number;
  readonly categories: readonly RawCategory[];
}

export const selfRawCategoriesCodec: Codec<SelfRawCategoriesEvent> = {
  element: 'selfRawCategories',
  decode(source) {
    const { values, ...skipped } = decodeEach(childrenNamed(source, 'rawCategory'), decodeRawCategory);
    return { kind: 'selfRawCategories', ...eventId(source), categories: values, ...skipped };
  },
  encode(value) {
    return element('selfRawCategories', { eid: value.eid }, value.categories.map(encodeRawCategory));
  },
};
