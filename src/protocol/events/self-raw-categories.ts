// `selfRawCategories` (protocol.md 4.18).
import type { Codec } from '../codec';
import { decodeRawCategory, encodeRawCategory, type RawCategory } from '../presence/raw-category';
import { element } from '../xml';
import { attribute, childrenNamed, integer } from '../xml-reader';

export interface SelfRawCategoriesEvent {
  readonly kind: 'selfRawCategories';
  readonly eid: number;
  readonly categories: readonly RawCategory[];
}

export const selfRawCategoriesCodec: Codec<SelfRawCategoriesEvent> = {
  element: 'selfRawCategories',
  decode(source) {
    return {
      kind: 'selfRawCategories',
      eid: integer(attribute(source, 'eid'), 'eid'),
      categories: childrenNamed(source, 'rawCategory').map(decodeRawCategory),
    };
  },
  encode(value) {
    return element('selfRawCategories', { eid: value.eid }, value.categories.map(encodeRawCategory));
  },
};
