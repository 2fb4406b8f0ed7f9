// `selfRawCategories` (protocol.md 4.18).
import type { Codec } from '../codec';
import { decodeRawCategory, encodeRawCategory, type RawCategory } from '../presence/raw-category';
import { element } from '../xml';
import { attribute, childrenNamed, decodeEach, integer } from '../xml-reader';

export interface SelfRawCategoriesEvent {
  readonly kind: 'selfRawCategories';
  readonly eid: number;
  readonly categories: readonly RawCategory[];
  /** How many entries broke their rules and were left out. */
  readonly skipped?: number;
}

export const selfRawCategoriesCodec: Codec<SelfRawCategoriesEvent> = {
  element: 'selfRawCategories',
  decode(source) {
    const { values, ...skipped } = decodeEach(childrenNamed(source, 'rawCategory'), decodeRawCategory);
    return { kind: 'selfRawCategories', eid: integer(attribute(source, 'eid'), 'eid'), categories: values, ...skipped };
  },
  encode(value) {
    return element('selfRawCategories', { eid: value.eid }, value.categories.map(encodeRawCategory));
  },
};
